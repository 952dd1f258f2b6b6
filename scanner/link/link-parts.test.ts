import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeTree } from '#scanner/judge/judge-tree.ts'
import { apiByName, readerNames } from '#scanner/model/catalogue/index.ts'
import { placeFile } from '#scanner/model/kernel-path.ts'
import type { LinkedTree, SourceFile } from '#scanner/model/linked.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import { readFacts } from '#scanner/read/read-facts.ts'
import { pinHeader } from '#scanner/testing/scan-source.ts'
import { linkTree } from './link-tree.ts'
import { outlineOf } from './outline.ts'
import { partTree } from './part-tree.ts'

const wrappers = {
  functions: new Set(['box_take', 'box_drop', 'crate_take', 'crate_drop']),
  telling: new Set(['box_take', 'crate_take', '.take']),
  members: new Set(['take']),
  keepers: new Set<string>(),
  aliases: new Set(['BOX_PIN']),
}

/** The facts of one text are one object, as those of a blob are within one process. */
const texts = new Map<string, { readonly text: string }>()
const factsOf = rememberBy(({ text }: { readonly text: string }) =>
  readFacts(Buffer.from(text), { ...readerNames, wrappers }),
)
function keep(text: string): { readonly text: string } {
  const kept = texts.get(text) ?? { text }
  texts.set(text, kept)
  return kept
}

function filesOf(sources: Readonly<Record<string, string | null>>): readonly SourceFile[] {
  return Object.entries(sources)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, text]) =>
      text === null ? [] : [placeFile({ path, oid: text, facts: factsOf(keep(text)) }, null)],
    )
}

/** All that can be seen of a tree, without the objects that it is made of. */
function said(tree: LinkedTree): unknown {
  const { parts: _parts, files: _files, survey, sites, ...rest } = tree
  const told = sites.map(({ file: { path }, api: { name }, ...site }) => ({ path, name, ...site }))
  return { ...rest, survey, sites: told, judgements: judgeTree(tree, apiByName) }
}

const take = (name: string, api: string) =>
  `int ${name}(struct page **pages, unsigned long where, int n)\n{\n\treturn ${api}(where, n, FOLL_WRITE, pages);\n}\n`
const drop = (name: string, call: string) => `void ${name}(struct page **pages, int n)\n{\n\t${call}\n}\n`
const use = (taking: string, dropping: string) => `static int use(struct box *box, unsigned long where, int n)
{
	int got = ${taking}(box->pages, where, n);
	if (got < n)
		return -EFAULT;
	${dropping}(box->pages, got);
	return 0;
}
static void end(struct box *box)
{
	${dropping}(box->pages, box->n);
}
`
const ops = (target: string) => `const struct box_ops ops_of_${target} = { .take = ${target} };\n`
const fragment = `static inline void unref(skb_frag_t *frag)\n{\n\tput_page(skb_frag_page(frag));\n}\n`
const fill = `static int fill(struct sk_buff *skb, struct iov_iter *from)
{
	iov_iter_get_pages2(from, pages, length, MAX_SKB_FRAGS, &start);
	skb_fill_page_desc(skb, frag++, pages[n], start, size);
}
`

/** What each file may be; `null` is gone. They reach each other by names, members, macros, directories, and an object of the kernel. */
const variants: Readonly<Record<string, readonly (string | null)[]>> = {
  'include/linux/mm.h': [pinHeader, pinHeader.replace('void unpin_user_page(struct page *page);\n', '')],
  'include/linux/skbuff.h': [fragment, null],
  'drivers/box/take.c': [take('box_take', 'pin_user_pages_fast'), take('box_take', 'get_user_pages_fast'), null],
  'sound/box/drop.c': [
    drop('box_drop', 'unpin_user_pages(pages, n);'),
    drop('box_drop', 'release_pages(pages, n);'),
    null,
  ],
  'drivers/one/use.c': [use('box_take', 'box_drop'), use('box->ops->take', 'box_drop'), null],
  'drivers/one/ops.c': [ops('box_take'), ops('crate_take'), null],
  'drivers/two/use.c': [use('crate_take', 'crate_drop'), use('BOX_PIN', 'unpin_user_pages'), null],
  'drivers/two/box.h': ['#define BOX_PIN pin_user_pages_fast\n', '#define BOX_PIN get_user_pages_fast\n', null],
  'drivers/two/crate.c': [
    take('crate_take', 'pin_user_pages_fast') + drop('crate_drop', 'unpin_user_pages(pages, n);'),
    take('crate_take', 'get_user_pages_fast') + drop('crate_drop', 'unpin_user_pages(pages, n);'),
  ],
  'net/fill.c': [fill, take('crate_take', 'pin_user_pages_fast'), null],
}
const first = Object.fromEntries(Object.entries(variants).map(([path, [text = null]]) => [path, text]))
const edits = Object.entries(variants).flatMap(([path, all]) => all.map((text) => ({ path, text })))

test('a tree that is linked from what is known of another one says what it says when it is linked from nothing', () => {
  const revisions = fc.array(fc.subarray(edits, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(revisions, (all) => {
      let sources: Readonly<Record<string, string | null>> = first
      for (const revision of all) {
        sources = { ...sources, ...Object.fromEntries(revision.map(({ path, text }) => [path, text])) }
        const files = filesOf(sources)
        // copies of facts are known to nobody
        expect(said(linkTree(files, apiByName))).toEqual(said(linkTree(structuredClone(files), apiByName)))
      }
    }),
    { seed: 7, numRuns: 40 },
  )
})

const outlined = rememberBy((source: SourceFile) => ({ ...source, outline: outlineOf(source.facts) }))

test('a tree that takes over from another one is in the parts that it would be in without it', () => {
  const revisions = fc.array(fc.subarray(edits, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(revisions, (all) => {
      let sources: Readonly<Record<string, string | null>> = first
      let before = partTree(filesOf(first).map(outlined), apiByName)
      for (const revision of all) {
        sources = { ...sources, ...Object.fromEntries(revision.map(({ path, text }) => [path, text])) }
        const files = filesOf(sources).map(outlined)
        const parted = partTree(files, apiByName, before)
        expect(parted.parts).toEqual(partTree(files, apiByName).parts)
        before = parted
      }
    }),
    { seed: 11, numRuns: 60 },
  )
})

test('only what a changed file can reach is linked anew', () => {
  const partWith = (tree: LinkedTree, path: string) =>
    tree.parts.find(({ part }) => part.sites.some(({ file }) => file.path === path))?.part
  const before = linkTree(filesOf(first), apiByName)
  const edited = take('box_take', 'get_user_pages_fast')
  const after = linkTree(filesOf({ ...first, 'drivers/box/take.c': edited }), apiByName)
  expect(partWith(after, 'drivers/two/crate.c')).toBe(partWith(before, 'drivers/two/crate.c'))
  expect(partWith(after, 'net/fill.c')).toBe(partWith(before, 'net/fill.c'))
  // its user calls it, and what it calls besides may now drop other pages
  expect(partWith(after, 'sound/box/drop.c')).toBe(partWith(after, 'drivers/box/take.c'))
  expect(partWith(after, 'sound/box/drop.c')).not.toBe(partWith(before, 'lib/box/drop.c'))
  // what the tree declares for all is everybody's affair
  const other = variants['include/linux/mm.h']?.[1] ?? ''
  const declared = linkTree(filesOf({ ...first, 'include/linux/mm.h': other }), apiByName)
  expect(partWith(declared, 'drivers/two/crate.c')).not.toBe(partWith(before, 'drivers/two/crate.c'))
})
