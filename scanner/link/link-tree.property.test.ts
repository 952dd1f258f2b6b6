import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linkSources, pinHeader } from '#scanner/testing/scan-source.ts'

/** A driver's functions, each on its own: what they do to each other must not hang on names, order or neighbours. */
const functions = [
  `static struct wdata *keep(struct page **list)
{
	struct wdata *kept = kzalloc(sizeof(*kept));
	kept->held = list;
	return kept;
}
`,
  `static int take(struct dev *dev)
{
	struct page **list = kvmalloc(n);
	got = pin_user_pages_fast(a, n, FOLL_LONGTERM, list);
	if (got < 0) {
		unpin_user_pages(list, got);
		return got;
	}
	dev->data = keep(list);
	return 0;
}
`,
  `static void give(struct wdata *kept)
{
	unpin_user_pages(kept->held, n);
}
`,
  `static struct page *grab_arg(unsigned long a)
{
	struct page *one;
	get_user_pages_fast(a, 1, 0, &one);
	return one;
}
`,
  `static int use(void)
{
	struct page *one = grab_arg(a);
	put_page(one);
	return 0;
}
`,
  `static void done(struct bio *bio)
{
	bio_release_pages(bio, false);
}
`,
  `static void start(struct bio *bio, struct iov_iter *iter)
{
	bio->bi_end_io = done;
	bio_iov_iter_get_pages(bio, iter);
}
`,
]

/** Pairs by function and API, whatever lines they stand on. */
function pairsOf(sources: Readonly<Record<string, string>>): readonly string[] {
  const { sites, pairs } = linkSources({ 'include/linux/mm.h': pinHeader, ...sources })
  const end = (index: number) => `${sites[index]?.function?.name} ${sites[index]?.api.name}`
  return pairs.map((pair) => `${end(pair.acquire)} -> ${end(pair.release)} ${pair.rule} ${pair.grade}`).sort()
}

const expected = pairsOf({ 'drivers/a.c': functions.join('') })

test('the driver of these tests has pairs of several rules', () => {
  expect(new Set(expected.map((pair) => pair.split(' ').at(-2)))).toEqual(
    new Set(['same-function', 'same-file-member', 'wrapper', 'completion']),
  )
})

test('reordering functions changes no pair', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(functions, { minLength: functions.length }), (shuffled) => {
      expect(pairsOf({ 'drivers/a.c': shuffled.join('') })).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})

test('renaming locals, parameters and members consistently changes no pair', () => {
  const names = ['list', 'kept', 'dev', 'one', 'held', 'data', 'got', 'bio']
  const name = fc.stringMatching(/^[a-z][a-z0-9]{3,8}$/)
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: names.length, maxLength: names.length }), (fresh) => {
      fc.pre(!fresh.some((word) => functions.some((text) => new RegExp(`\\b${word}\\b`).test(text))))
      const renamed = names.reduce(
        (text, old, index) => text.replaceAll(new RegExp(`(?<!struct )\\b${old}\\b`, 'g'), `${fresh[index]}`),
        functions.join(''),
      )
      expect(pairsOf({ 'drivers/a.c': renamed })).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})

test('unrelated functions between them change no pair', () => {
  const unrelated = (n: number) =>
    `static int other${n}(struct foo *list)\n{\n\tstruct page *one = alloc_page(GFP_KERNEL);\n\tlist->next${n} = one;\n\treturn helper${n}(list);\n}\n`
  fc.assert(
    fc.property(fc.array(fc.nat(functions.length), { maxLength: 12 }), (places) => {
      const parts = [...functions]
      places.forEach((place, n) => {
        parts.splice(place, 0, unrelated(n))
      })
      expect(pairsOf({ 'drivers/a.c': parts.join('') })).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})

test('splitting a file in two changes no pair of functions that are not static', () => {
  const shared = [
    'int take_pages(struct page **list)\n{\n\treturn pin_user_pages_fast(a, n, 0, list);\n}\n',
    'void drop_pages(struct page **list)\n{\n\tunpin_user_pages(list, n);\n}\n',
    'int use_pages(void)\n{\n\ttake_pages(mine);\n\tdrop_pages(mine);\n\tput_page(yours);\n\tpin_user_pages_fast(a, 1, 0, &one);\n\tunpin_user_page(one);\n}\n',
  ]
  const whole = pairsOf({ 'drivers/a.c': shared.join('') })
  expect(whole).toEqual([
    'take_pages pin_user_pages_fast -> drop_pages unpin_user_pages wrapper likely',
    'use_pages pin_user_pages_fast -> use_pages unpin_user_page same-function certain',
  ])
  for (let cut = 1; cut < shared.length; cut++) {
    expect(
      pairsOf({ 'drivers/a.c': shared.slice(0, cut).join(''), 'drivers/b.c': shared.slice(cut).join('') }),
    ).toEqual(whole)
  }
})
