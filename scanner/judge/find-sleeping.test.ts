import { expect, test } from 'vitest'
import { judgeSources, pinHeader } from '#scanner/testing/scan-source.ts'

const header = `${pinHeader}void unpin_user_pages_dirty_lock(struct page **pages, unsigned long npages, bool make_dirty);\n`

/** `expected`: lines of the releases that sleep where nobody may, each with what was seen. */
function check(source: string, expected: readonly string[]): void {
  const sites = judgeSources({ 'include/linux/mm.h': header, 'drivers/a.c': source })
  expect(
    sites.flatMap(({ line, findings, evidence }) =>
      findings.includes('sleeping-release') ? [`${line} ${evidence.join()}`] : [],
    ),
  ).toEqual(expected)
}

test('a lock that is held on every way forbids sleeping, here and in a function that is called under it', () => {
  check(
    `static void drop(struct slot *s)
{
	unpin_user_pages_dirty_lock(s->pages, s->n, true);
}
void f(struct slot *s)
{
	spin_lock_irq(&s->lock);
	unpin_user_pages_dirty_lock(s->pages, s->n, true);
	spin_unlock_irq(&s->lock);
	unpin_user_pages_dirty_lock(s->pages, s->n, true);
}
void g(struct slot *s)
{
	rcu_read_lock();
	drop(s);
	rcu_read_unlock();
}
`,
    [
      '3 drop() is called on line 15 under rcu_read_lock() of line 14, and this call sleeps.',
      '8 spin_lock_irq(&s->lock) of line 7 is held here, and this call sleeps.',
    ],
  )
})

test('a mutex does not, nor does a lock that one of the ways has given back', () => {
  check(
    `void f(struct slot *s)
{
	mutex_lock(&s->mutex);
	unpin_user_pages_dirty_lock(s->pages, s->n, true);
	spin_lock(&s->lock);
	if (s->busy) {
		spin_unlock(&s->lock);
		return;
	}
	spin_unlock(&s->lock);
	unpin_user_pages_dirty_lock(s->pages, s->n, true);
}
`,
    [],
  )
})

test('the first handler of a threaded interrupt may not sleep, the second may', () => {
  const handler = (name: string) =>
    `static irqreturn_t ${name}(int irq, void *data)\n{\n\tunpin_user_pages_dirty_lock(pages, n, true);\n}\n`
  check(
    `${handler('hard')}${handler('soft')}int arm(struct slot *s)\n{\n\treturn request_threaded_irq(irq, hard, soft, 0, "slot", s);\n}\n`,
    ['3 hard() is handed to request_threaded_irq() on line 11, where nobody may sleep.'],
  )
})
