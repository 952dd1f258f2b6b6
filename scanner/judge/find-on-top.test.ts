import { expect, test } from 'vitest'
import { judgeSources, pinHeader } from '#scanner/testing/scan-source.ts'

/** `expected`: findings of references and pins that do not fit, as `line finding`. */
function check(source: string, expected: readonly string[]): void {
  const sites = judgeSources({ 'include/linux/mm.h': pinHeader, 'drivers/a.c': source })
  const wanted = ['get-on-top-unpinned', 'folio-pin-per-page']
  expect(
    sites.flatMap(({ line, findings }) =>
      findings.filter((one) => wanted.includes(one)).map((one) => `${line} ${one}`),
    ),
  ).toEqual(expected)
}

const take = (lookup: string) => `int take(struct keep *k, int n)
{
	int i, got = pin_user_pages_fast(a, n, FOLL_WRITE, k->list);
	if (got < 0) {
		for (i = 0; i < n; i++) {
			${lookup}
			get_page(k->list[i]);
		}
	}
	return 0;
}
void drop(struct keep *k)
{
	unpin_user_page(k->list[i]);
}
`

test('pages that are looked up and held beside pinned ones are unpinned with them', () => {
  check(take('k->list[i] = pfn_to_page(lookup_pfn(vma, i));'), ['14 get-on-top-unpinned'])
})

test('a second reference on pinned pages is somebody else’s to drop', () => {
  check(take('use(k->list[i]);'), [])
  check(`${take('k->list[i] = vmalloc_to_page(at);')}void give(struct keep *k)\n{\n\tput_page(k->list[i]);\n}\n`, [])
})

test('a folio that is pinned once is not unpinned page by page', () => {
  const source = (drop: string) =>
    `long pin(struct buf *b)\n{\n\treturn memfd_pin_folios(b->file, 0, end, b->folios, n, &off);\n}\nvoid unpin(struct buf *b)\n{\n\t${drop};\n}\n`
  check(source('unpin_folio(b->folios[i])'), [])
  check(source('unpin_user_page(folio_page(b->folios[i], j))'), ['7 folio-pin-per-page'])
  check(source('unpin_user_folio(b->folios[i], folio_nr_pages(b->folios[i]))'), ['7 folio-pin-per-page'])
  check(source('unpin_user_folio(b->folios[i], 1)'), [])
  // a pin for each page of a folio was added where it was pinned
  const added =
    'int got = memfd_pin_folios(b->file, 0, end, b->folios, n, &off);\n\tfolio_add_pins(b->folios[i], n - 1);\n\treturn got;'
  check(
    `long pin(struct buf *b)\n{\n\t${added}\n}\nvoid unpin(struct buf *b)\n{\n\tunpin_user_page(folio_page(b->folios[i], j));\n}\n`,
    [],
  )
})
