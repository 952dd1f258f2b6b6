import { expect, test } from 'vitest'
import type { KnownSite } from '#scanner/model/match.ts'
import { scanRevision } from '#scanner/run.ts'
import { type Files, makeRepository } from '#scanner/testing/make-repository.ts'
import { identifySites } from './identify-sites.ts'

const header: Files = {
  'include/linux/mm.h': `int get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages);
int pin_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages);
void unpin_user_page(struct page *page);
`,
}

/** Sites of each revision in turn as `key path function api#ordinal`: keys are letters, given out as they first come. */
async function follow(...revisions: readonly Files[]): Promise<readonly (readonly string[])[]> {
  const repository = makeRepository([])
  const commits = repository.commit(
    ...revisions.map((files, index) => ({ files: index === 0 ? { ...header, ...files } : files })),
  )
  const names = new Map<string, string>()
  const nameOf = (key: string) =>
    names.get(key) ?? (names.set(key, String.fromCharCode(97 + names.size)).get(key) as string)
  let earlier: { readonly commit: string; readonly sites: readonly KnownSite[] } | null = null
  const told: string[][] = []
  for (const commit of commits) {
    const scan = await scanRevision({
      repo: repository.directory,
      rev: commit,
      include: [],
      cacheHome: null,
      workerEntry: null,
    })
    scan.repository.close()
    const keys: readonly string[] =
      earlier === null
        ? scan.rows.map(({ id }) => id)
        : await identifySites({
            directory: repository.directory,
            earlierCommit: earlier.commit,
            laterCommit: commit,
            earlier: earlier.sites,
            rows: scan.rows,
          })
    expect(new Set(keys).size).toBe(scan.rows.length)
    const sites: KnownSite[] = scan.rows.map((row, index) => ({ ...row, key: keys[index] ?? '' }))
    told.push(
      sites.map(({ key, path, function: name, api, ordinal }) => `${nameOf(key)} ${path} ${name} ${api}#${ordinal}`),
    )
    earlier = { commit, sites }
  }
  return told
}

const take = (name: string, api = 'get_user_pages_fast') => `int ${name}(struct map *map, unsigned long addr)
{
	int pinned;

	if (!map->pages)
		return -ENOMEM;
	map->count = count_of(map, addr);
	pinned = ${api}(addr, map->count, FOLL_WRITE, map->pages);
	if (pinned < map->count)
		return undo(map, pinned);
	return 0;
}
`
const other = (name: string) => `void ${name}(struct queue *queue)
{
	mutex_lock(&queue->lock);
	list_for_each_entry(item, &queue->items, list) {
		item->state = DONE;
		put_page(item->page);
	}
	mutex_unlock(&queue->lock);
}
`

test('lines shift, and a rewrite of white space and comments changes nothing', async () => {
  const rewritten = take('take').replaceAll('\t', '        ').replace('(addr, map', '(addr,\n\t\t\tmap /* how many */')
  expect(await follow({ 'a.c': take('take') }, { 'a.c': `#include "a.h"\n\n${rewritten}` })).toEqual([
    ['a a.c take get_user_pages_fast#1'],
    ['a a.c take get_user_pages_fast#1'],
  ])
})

test('a conversion, its revert and another try are one site', async () => {
  const pinned = take('take', 'pin_user_pages_fast')
  expect(await follow({ 'a.c': take('take') }, { 'a.c': pinned }, { 'a.c': take('take') }, { 'a.c': pinned })).toEqual([
    ['a a.c take get_user_pages_fast#1'],
    ['a a.c take pin_user_pages_fast#1'],
    ['a a.c take get_user_pages_fast#1'],
    ['a a.c take pin_user_pages_fast#1'],
  ])
})

test('a site that is taken out and put back is itself again', async () => {
  expect(await follow({ 'a.c': take('take') }, { 'a.c': 'int take;\n' }, { 'a.c': take('take') })).toEqual([
    ['a a.c take get_user_pages_fast#1'],
    [],
    ['a a.c take get_user_pages_fast#1'],
  ])
})

const drops = (...steps: readonly ('error' | 'loop' | 'new')[]) => {
  const parts = {
    error: '\tif (copy_fails(ctx, header)) {\n\t\tput_page(page);\n\t\treturn -EFAULT;\n\t}\n',
    loop: '\twhile (more_work(ctx)) {\n\t\tfinish_one(ctx, &state);\n\t\tput_page(page);\n\t}\n',
    new: '\tif (timed_out(jiffies)) {\n\t\tput_page(page);\n\t\tgoto again;\n\t}\n',
  }
  return `int drop(struct ctx *ctx, struct page *page)\n{\n${steps.map((step) => parts[step]).join('')}\treturn 0;\n}\n`
}

test.each([
  ['the first', ['loop'], ['b a.c drop put_page#1']],
  ['the second', ['error'], ['a a.c drop put_page#1']],
] as const)('of two equal calls %s goes, and the other one stays itself', async (_which, left, expected) => {
  expect(await follow({ 'a.c': drops('error', 'loop') }, { 'a.c': drops(...left) })).toEqual([
    ['a a.c drop put_page#1', 'b a.c drop put_page#2'],
    expected,
  ])
})

test('an equal call before others pushes them back', async () => {
  expect(await follow({ 'a.c': drops('error', 'loop') }, { 'a.c': drops('new', 'error', 'loop') })).toEqual([
    ['a a.c drop put_page#1', 'b a.c drop put_page#2'],
    ['c a.c drop put_page#1', 'a a.c drop put_page#2', 'b a.c drop put_page#3'],
  ])
})

test('of two equal calls the first goes and another one comes behind: the one that stays is itself', async () => {
  expect(await follow({ 'a.c': drops('error', 'loop') }, { 'a.c': drops('loop', 'new') })).toEqual([
    ['a a.c drop put_page#1', 'b a.c drop put_page#2'],
    ['b a.c drop put_page#1', 'c a.c drop put_page#2'],
  ])
})

test('two equal calls that change places are not swapped', async () => {
  const [, later] = await follow({ 'a.c': drops('error', 'loop') }, { 'a.c': drops('loop', 'error') })
  expect(later).not.toContain('a a.c drop put_page#1')
  expect(later).not.toContain('b a.c drop put_page#2')
})

test('two equal calls whose surroundings are both rewritten stay in their order', async () => {
  const rewritten = drops('error', 'loop').replaceAll('ctx', 'request').replace('-EFAULT', '-EIO')
  expect(await follow({ 'a.c': drops('error', 'loop') }, { 'a.c': rewritten })).toEqual([
    ['a a.c drop put_page#1', 'b a.c drop put_page#2'],
    ['a a.c drop put_page#1', 'b a.c drop put_page#2'],
  ])
})

test('of two equal calls one is converted while the other one goes', async () => {
  const converted = drops('loop').replace('put_page', 'unpin_user_page')
  expect(await follow({ 'a.c': drops('error', 'loop') }, { 'a.c': converted })).toEqual([
    ['a a.c drop put_page#1', 'b a.c drop put_page#2'],
    ['b a.c drop unpin_user_page#1'],
  ])
})

test('a file that is renamed and edited in one commit', async () => {
  const edited = `${other('finish')}${take('take', 'pin_user_pages_fast')}`
  expect(
    await follow(
      { 'old/a.c': `${other('finish')}${take('take')}` },
      { 'old/a.c': null, 'new/b.c': `int x;\n${edited}` },
    ),
  ).toEqual([
    ['a old/a.c finish put_page#1', 'b old/a.c take get_user_pages_fast#1'],
    ['a new/b.c finish put_page#1', 'b new/b.c take pin_user_pages_fast#1'],
  ])
})

test('a function that moves to another file', async () => {
  const filler = Array.from({ length: 60 }, (_unused, index) => `int filler_${index}(void);\n`).join('')
  expect(
    await follow(
      { 'a.c': `${filler}${take('take')}`, 'b.c': other('finish') },
      { 'a.c': filler, 'b.c': `${other('finish')}${take('take')}` },
    ),
  ).toEqual([
    ['a a.c take get_user_pages_fast#1', 'b b.c finish put_page#1'],
    ['b b.c finish put_page#1', 'a b.c take get_user_pages_fast#1'],
  ])
})

test('a function that gets another name, also in another file', async () => {
  expect(
    await follow({ 'a.c': take('take') }, { 'a.c': take('take_user') }, { 'a.c': 'int a;\n', 'b.c': take('take_all') }),
  ).toEqual([
    ['a a.c take get_user_pages_fast#1'],
    ['a a.c take_user get_user_pages_fast#1'],
    ['a b.c take_all get_user_pages_fast#1'],
  ])
})

test('two functions that change places between files are not swapped', async () => {
  expect(
    await follow({ 'a.c': take('take'), 'b.c': other('finish') }, { 'a.c': other('finish'), 'b.c': take('take') }),
  ).toEqual([
    ['a a.c take get_user_pages_fast#1', 'b b.c finish put_page#1'],
    ['b a.c finish put_page#1', 'a b.c take get_user_pages_fast#1'],
  ])
})

test('static functions of one name stay in their files', async () => {
  expect(
    await follow(
      { 'a.c': take('take'), 'b.c': take('take') },
      { 'a.c': `int x;\n${take('take')}`, 'b.c': take('take') },
    ),
  ).toEqual([
    ['a a.c take get_user_pages_fast#1', 'b b.c take get_user_pages_fast#1'],
    ['a a.c take get_user_pages_fast#1', 'b b.c take get_user_pages_fast#1'],
  ])
})

test('which of two equally good functions the old one became is no guess', async () => {
  expect(await follow({ 'a.c': take('take') }, { 'a.c': `${take('take_one')}${take('take_two')}` })).toEqual([
    ['a a.c take get_user_pages_fast#1'],
    ['b a.c take_one get_user_pages_fast#1', 'c a.c take_two get_user_pages_fast#1'],
  ])
})

test('what is split off a function is new, what stays is itself', async () => {
  const whole = `${take('take').replace('\treturn 0;\n', '\twhile (left(map))\n\t\tput_page(next(map));\n\treturn 0;\n')}`
  const split = `static void drop_left(struct map *map)\n{\n\twhile (left(map))\n\t\tput_page(next(map));\n}\n${take('take').replace('\treturn 0;\n', '\tdrop_left(map);\n\treturn 0;\n')}`
  expect(await follow({ 'a.c': whole }, { 'a.c': split })).toEqual([
    ['a a.c take get_user_pages_fast#1', 'b a.c take put_page#1'],
    ['c a.c drop_left put_page#1', 'a a.c take get_user_pages_fast#1'],
  ])
})

test('a site at the place of one that has moved away is another one', async () => {
  expect(
    await follow(
      { 'a.c': take('take') },
      { 'a.c': take('take_user') },
      {
        'a.c': `${take('take_user')}${other('take')}`.replace(
          'put_page(item->page)',
          'get_user_pages_fast(a, 1, 0, &item->page)',
        ),
      },
    ),
  ).toEqual([
    ['a a.c take get_user_pages_fast#1'],
    ['a a.c take_user get_user_pages_fast#1'],
    ['a a.c take_user get_user_pages_fast#1', 'b a.c take get_user_pages_fast#1'],
  ])
})

test('without the earlier commit names alone tell', async () => {
  const repository = makeRepository([
    { files: { ...header, 'a.c': take('take', 'pin_user_pages_fast'), 'c.c': take('moved') } },
  ])
  const [commit] = [repository.git(['rev-parse', 'HEAD'])]
  const scan = await scanRevision({
    repo: repository.directory,
    rev: commit,
    include: [],
    cacheHome: null,
    workerEntry: null,
  })
  scan.repository.close()
  const site = { path: 'a.c', line: 8, api: 'get_user_pages_fast', role: 'acquire', ordinal: 1 } as const
  const keys = await identifySites({
    directory: repository.directory,
    earlierCommit: '0'.repeat(40),
    laterCommit: commit,
    earlier: [
      { ...site, key: 'converted', function: 'take' },
      { ...site, key: 'moved', path: 'b.c', function: 'moved' },
    ],
    rows: scan.rows,
  })
  expect(keys).toEqual(['converted', 'moved'])
})

test('a release that is split in two by a condition stays itself in one of them, and the other is new', async () => {
  const drop = (lines: string) => ({
    'drivers/a.c': `int use(struct map *map, unsigned long addr)
{
	struct page *page;

	if (get_user_pages_fast(addr, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	work(map, page);
${lines}
	return 0;
}
`,
  })
  expect(
    await follow(
      drop('\tif (map->dirty)\n\t\tset_page_dirty_lock(page);\n\tput_page(page);'),
      drop('\tif (map->dirty)\n\t\tunpin_user_pages_dirty_lock(&page, 1, true);\n\telse\n\t\tunpin_user_page(page);'),
    ),
  ).toEqual([
    ['a drivers/a.c use get_user_pages_fast#1', 'b drivers/a.c use put_page#1'],
    [
      'a drivers/a.c use get_user_pages_fast#1',
      'c drivers/a.c use unpin_user_pages_dirty_lock#1',
      'b drivers/a.c use unpin_user_page#1',
    ],
  ])
})
