import { expect, test } from 'vitest'
import { readSource } from '#scanner/testing/read-source.ts'

function check(source: string, expected: readonly string[]): void {
  const { callbacks } = readSource(`static void done(struct bio *bio)\n{\n\tput_page(p);\n}\n${source}`)
  expect(
    callbacks.map(
      ({ target, as, owner }) => `${target} as ${as} of ${owner === null ? '-' : owner.base + owner.steps.join('')}`,
    ),
  ).toEqual(expected)
}

test('functions stored in a member, a table or handed to another function are callbacks', () => {
  check(
    `static const struct ops table = { .open = other, .release = done };
void f(struct x *x)
{
	x->bio->bi_end_io = done;
	kref_put(&x->ref, done);
	put_page(q);
}
`,
    ['done as release of table', 'done as bi_end_io of x.bio', 'done as kref_put of x.ref&'],
  )
})

test('a call, an export and a comparison are none', () => {
  check('EXPORT_SYMBOL(done);\nvoid f(void)\n{\n\tdone(bio);\n\tput_page(q);\n}\n', [])
})
