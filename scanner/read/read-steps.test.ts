import { expect, test } from 'vitest'
import type { Step } from '#scanner/model/steps.ts'
import { readSource } from '#scanner/testing/read-source.ts'

function shown(step: Step, index: number): string {
  switch (step.kind) {
    case 'call':
      return `${index} ${step.callee}(${step.first})`
    case 'set':
      return `${index} ${step.name} = ${step.value}`
    case 'store':
      return `${index} store ${step.base}`
    case 'if':
      return `${index} if ${step.condition.left} ${step.condition.relation} ${step.condition.right} else ${step.other}`
    case 'loop':
      return `${index} loop to ${step.end}`
    case 'exit':
      return `${index} return ${step.value}`
    default:
      return `${index} ${step.kind} ${step.to}`
  }
}

/** `expected`: every step of the function, or `null` where its flow cannot be told. */
function check(body: string, expected: readonly string[] | null): void {
  const facts = readSource(`int f(struct x *x, struct page **pages)\n{\n${body}\n}\n`)
  expect(facts.functions[0]?.steps?.map(shown) ?? null).toEqual(expected)
}

test('conditions, jumps and ways out are steps; a row in a condition stands for its result', () => {
  check(
    `	int got;

	got = get_user_pages_fast(a, n, 0, pages);
	if (got < 0 || !x->ready)
		goto out;
	if (get_user_pages_fast(b, 1, 0, pages) == 1) {
		unpin_user_pages(pages, got);
	} else {
		got = -EFAULT;
	}
out:
	return got;`,
    [
      '0 get_user_pages_fast(a)',
      '1 got = $0',
      '2 if got < 0 else 4',
      '3 skip 5',
      '4 if x->ready == 0 else 6',
      '5 goto 11',
      '6 get_user_pages_fast(b)',
      '7 if $1 == 1 else 10',
      '8 unpin_user_pages(pages)',
      '9 skip 11',
      '10 got = -EFAULT',
      '11 return got',
      '12 return ',
    ],
  )
})

test('loops tell how far they reach, and break leaves them', () => {
  check(
    `	for (i = 0; i < n; i++) {
		if (!pages[i])
			break;
		unpin_user_page(pages[i]);
	}
	do {
		work(pages);
	} while (--n > 0 && x);
	return 0;`,
    [
      '0 i = 0',
      '1 loop to 8',
      '2 if i < n else 8',
      '3 if pages[i] == 0 else 5',
      '4 goto 8',
      '5 unpin_user_page(pages[i])',
      '6 i = ',
      '7 skip 2',
      '8 loop to 14',
      '9 work(pages)',
      '10 n = ',
      '11 if --n > 0 else 14',
      '12 if x != 0 else 14',
      '13 skip 9',
      '14 return 0',
      '15 return ',
    ],
  )
})

test('one arm of a conditional is compiled', () => {
  check(
    `#ifdef A
	unpin_user_page(pages[0]);
#else
	work(pages);
#endif
	switch (x->kind) {
	case ONE:
		unpin_user_pages(pages, 1);
		break;
	default:
		return -EINVAL;
	}`,
    [
      '0 if #ifdef A != 0 else 3',
      '1 unpin_user_page(pages[0])',
      '2 skip 4',
      '3 work(pages)',
      '4 switch 5,7',
      '5 unpin_user_pages(pages)',
      '6 goto 8',
      '7 return -EINVAL',
      '8 return ',
    ],
  )
})

test('a conditional within a statement, or a label that is nowhere, is not followed', () => {
  check('\tunpin_user_page(pages[0]);\n\tn = a\n#ifdef A\n\t\t+ b\n#endif\n\t;', null)
  check('\tunpin_user_page(pages[0]);\n\tgoto nowhere;', null)
})

test('a lock that is held on every way to a call is told', () => {
  const held = (body: string) =>
    readSource(`void f(struct x *x)\n{\n${body}\n}\n`).calls.map(({ held: lock }) => lock?.text ?? null)
  expect(held('spin_lock(&x->lock); unpin_user_page(p); spin_unlock(&x->lock); unpin_user_page(q);')).toEqual([
    'spin_lock(&x->lock)',
    null,
  ])
  expect(
    held('spin_lock_irqsave(&x->lock, flags); if (a) spin_unlock_irqrestore(&x->lock, flags); unpin_user_page(p);'),
  ).toEqual([null])
  expect(held('{ guard(spinlock)(&x->lock); unpin_user_page(p); } unpin_user_page(q);')).toEqual([
    'guard(spinlock)(&x->lock)',
    null,
  ])
  expect(
    held('scoped_guard(raw_spinlock_irqsave, &x->lock) { unpin_user_page(p); } mutex_lock(&x->m); unpin_user_page(q);'),
  ).toEqual(['scoped_guard(raw_spinlock_irqsave, &x->lock)', null])
})
