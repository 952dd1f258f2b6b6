import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { makeFolder, makeRepository, type TestRepository } from '#scanner/testing/make-repository.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'
import { scanRevision } from '../run.ts'
import { wholeFilesMax } from './choose-scopes.ts'
import { listRows } from './list-rows.ts'

/** So many files that the tree is looked through by its parts, as a kernel is. */
const filler = Object.fromEntries(
  Array.from({ length: wholeFilesMax }, (_unused, index) => [`fs/filler/f${index}.c`, 'int filler;\n']),
)

const take = (name: string, api: string) => `#include "box.h"
int ${name}(struct page **pages, unsigned long where, int count)
{
	return ${api}(where, count, FOLL_WRITE, pages);
}
`
const drop = (name: string, body: string) => `#include "box.h"
void ${name}(struct page **pages, int count)
{
	${body}
}
`
const use = (taking: string, dropping: string) => `#include "box.h"
int box_use(struct box *box, unsigned long where, int count)
{
	struct page *pages[MAX];
	int got = ${taking}(pages, where, count);

	if (got > 0)
		${dropping}(pages, got);
	return got;
}
`
const through = (taking: string) => `#include "box.h"
int box_fill(struct box *box, unsigned long where)
{
	return ${taking}(box->pages, where, box->count);
}
`
const last = (taking: string) => `#include "box.h"
int box_open(struct box *box, unsigned long where)
{
	if (${taking}(box, where) < 0)
		return -EFAULT;
	box_drop(box->pages, box->count);
	return 0;
}
`

/** What each file may be; `null` is gone. Some name an API, some only what wraps one, some wrap that again. */
const variants: Readonly<Record<string, readonly (string | null)[]>> = {
  'drivers/box/take.c': [
    take('box_take', 'pin_user_pages_fast'),
    take('box_take', 'get_user_pages_fast'),
    take('box_grab', 'pin_user_pages_fast'),
    null,
  ],
  'drivers/box/drop.c': [
    drop('box_drop', 'unpin_user_pages(pages, count);'),
    drop('box_drop', 'release_pages(pages, count);'),
    drop('box_let_go', 'unpin_user_pages(pages, count);'),
  ],
  'drivers/box/use.c': [use('box_take', 'box_drop'), use('box_grab', 'box_let_go'), 'int nothing;\n', null],
  'drivers/box/through.c': [through('box_take'), through('box_grab'), through('box->ops->take'), null],
  'drivers/box/last.c': [last('box_fill'), last('box_take'), null],
  'drivers/box/ops.c': [
    null,
    '#include "box.h"\nconst struct box_ops box_ops = { .take = box_take };\n',
    '#include "box.h"\nconst struct box_ops box_ops = { .take = box_other };\n',
  ],
  'drivers/box/box.h': ['struct box;\n', '#define BOX_PIN pin_user_pages_fast\n#define box_grab box_take\n'],
  'drivers/box/own.c': [null, take('box_own', 'BOX_PIN'), take('box_own', 'pin_user_pages')],
  'drivers/other/use.c': [null, use('box_take', 'box_drop')],
}

const edits = Object.entries(variants).flatMap(([path, contents]) => contents.map((content) => ({ path, content })))
const first = Object.fromEntries(Object.entries(variants).map(([path, [content = null]]) => [path, content]))

async function rowsOf(repo: string, rev: string, cacheHome: string | null) {
  const scan = await scanRevision({ repo, rev, include: [], cacheHome, workerEntry: null })
  scan.repository.close()
  const { rows, coverage, judgements } = scan
  // what other trees say of parts that this one has as well
  const listed = await listRows({ repo, rev, include: [], cacheHome, workerEntry: null })
  listed.repository.close()
  expect({ rows: listed.rows, coverage: listed.coverage }).toEqual({ rows, coverage })
  return { rows, coverage, judgements }
}

/** A second part of the tree, in which wrappers are wrapped. */
const crates = Object.fromEntries(
  Object.entries({
    take: take('box_take', 'pin_user_pages_fast'),
    through: through('box_take'),
    last: last('box_fill'),
  }).map(([name, text]) => [`net/crate/${name}.c`, text.replaceAll('box', 'crate')]),
)

let repository: TestRepository
let base: string
beforeAll(() => {
  repository = makeRepository([{ files: { ...filler, ...smallKernel, ...crates, ...first } }], { bare: true })
  base = repository.git(['rev-parse', 'main'])
})

test('what earlier revisions taught changes no row of a later one, whatever was edited', {
  timeout: 120_000,
}, async () => {
  const edited = fc.array(fc.subarray(edits, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 3 })
  const property = fc.asyncProperty(edited, async (revisions) => {
    const home = makeFolder()
    repository.git(['update-ref', 'refs/heads/main', base])
    await rowsOf(repository.directory, 'main', home)
    for (const revision of revisions) {
      repository.commit({ files: Object.fromEntries(revision.map(({ path, content }) => [path, content])) })
      const cold = await rowsOf(repository.directory, 'main', null)
      expect(await rowsOf(repository.directory, 'main', home)).toEqual(cold)
      // and what was kept of it says the same
      expect(await rowsOf(repository.directory, 'main', home)).toEqual(cold)
    }
  })
  await fc.assert(property, { seed: 13, numRuns: 8 })
})

test('a file that names no API is found again where nothing around it changed', async () => {
  const home = makeFolder()
  repository.git(['update-ref', 'refs/heads/main', base])
  // a use that no wrapper is made of: a second look ends with it
  repository.commit({ files: { 'drivers/box/through.c': null, 'drivers/box/last.c': null } })
  const before = await rowsOf(repository.directory, 'main', home)
  expect(before.rows.find(({ path }) => path === 'drivers/box/take.c')?.status).toBe('converted')
  repository.commit({ files: { 'mm/more.c': take('more_take', 'get_user_pages_fast') } })
  const [later, cold] = [
    await rowsOf(repository.directory, 'main', home),
    await rowsOf(repository.directory, 'main', null),
  ]
  expect(later).toEqual(cold)
})
