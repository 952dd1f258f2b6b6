import { expect, test } from 'vitest'
import { judgeSources, linkSources } from '#scanner/testing/scan-source.ts'

/**
 * Shapes of drivers outside the tree, which bring no kernel header. `expected`: each acquire as `function api status`, with the functions whose
 * releases belong to it behind an arrow.
 */
function check(sources: Readonly<Record<string, string>>, expected: readonly string[]): void {
  const { sites, pairs } = linkSources(sources)
  const rows = judgeSources(sources)
  expect(
    rows.flatMap(({ function: inside, api, status }, index) => {
      if (sites[index]?.api.role !== 'acquire') return []
      const ends = pairs.filter(({ acquire, grade }) => acquire === index && grade !== 'possible')
      const found = ends.map(({ release }) => `${sites[release]?.function?.name} ${sites[release]?.api.name}`)
      return [`${inside} ${api} ${status} -> ${found.join(', ')}`]
    }),
  ).toEqual(expected)
}

test('a variable of the file holds pages for another function of it', () => {
  const lock =
    'int lock(unsigned long at, int n)\n{\n\tint got = pin_user_pages_fast(at, n, FOLL_WRITE, stash);\n\tif (got > 0 && got < n)\n\t\tunpin_user_pages(stash, got);\n\treturn got;\n}\n'
  const unlock = 'void unlock(int n)\n{\n\twhile (n--)\n\t\tput_page(stash[n]);\n}\n'
  check({ 'a.c': `static struct page *stash[64];\n${lock}${unlock}` }, [
    'lock pin_user_pages_fast mismatched -> lock unpin_user_pages, unlock put_page',
  ])
  // a parameter of that name is another one
  const other = 'void other(struct page **stash)\n{\n\tput_page(stash[0]);\n}\n'
  check({ 'a.c': `static struct page *stash[64];\n${lock}${other}` }, [
    'lock pin_user_pages_fast converted -> lock unpin_user_pages',
  ])
})

test('the list of a table is that of the struct that the table lies in', () => {
  const map = `int map(struct job *job, unsigned long at, int n)
{
	struct sg_table *table = &job->table;
	struct scatterlist *entry;
	int i, got = get_user_pages_fast(at, n, FOLL_WRITE, job->list);

	sg_alloc_table(table, n, GFP_KERNEL);
	entry = table->sgl;
	for (i = 0; i < got; i++, entry = sg_next(entry))
		sg_set_page(entry, job->list[i], PAGE_SIZE, 0);
	return got;
}
`
  const unmap = (loop: string) => `void unmap(struct job *job)
{
	struct scatterlist *entry;
	int i;

	${loop} {
		struct page *page = sg_page(entry);
		put_page(page);
	}
}
`
  const found = ['map get_user_pages_fast unconverted -> unmap put_page']
  check({ 'map.c': map, 'unmap.c': unmap('for_each_sg(job->table.sgl, entry, job->table.nents, i)') }, found)
  // a loop of the driver's own, in a header
  check({ 'map.c': map, 'unmap.c': unmap('zz_for_each_sg(&job->table, entry, i)') }, found)
})

test('a member of a member is one where the whole way to it is', () => {
  const header =
    'static inline int zz_pin(unsigned long at, int n, zz_page **list)\n{\n\treturn pin_user_pages_fast(at, n, FOLL_WRITE, list);\n}\nstatic inline void zz_unpin(zz_page *page)\n{\n\tunpin_user_page(page);\n}\n'
  const fill =
    'int fill(struct pool *pool, unsigned long at, int n)\n{\n\tzz_page **list = kcalloc(n, sizeof(*list), GFP_KERNEL);\n\tint i, got = zz_pin(at, n, list);\n\tfor (i = 0; i < got; i++)\n\t\tpool->slot[i].page = list[i];\n\tkfree(list);\n\treturn got;\n}\n'
  const empty = (member: string) =>
    `void empty(struct pool *pool, int n)\n{\n\twhile (n--)\n\t\tzz_unpin(pool->${member}[n].page);\n}\nvoid fence(struct other *other)\n{\n\tzz_unpin(other->slot[0].page);\n}\n`
  check({ 'zz.h': header, 'pool.c': fill + empty('slot') }, [
    'zz_pin pin_user_pages_fast converted -> zz_unpin unpin_user_page',
  ])
})

test('a variable that is freed where its scope ends is of its type all the same', () => {
  const take =
    'struct held *take(unsigned long at, int n)\n{\n\tstruct held *held __free(kfree) = kzalloc(sizeof(*held), GFP_KERNEL);\n\theld->n = pin_user_pages_fast(at, n, FOLL_WRITE, held->list);\n\treturn held->n == n ? no_free_ptr(held) : NULL;\n}\n'
  const drop = 'void drop(struct held *held)\n{\n\tunpin_user_pages(held->list, held->n);\n}\n'
  check({ 'take.c': take, 'drop.c': drop }, ['take pin_user_pages_fast converted -> drop unpin_user_pages'])
})

test('a name that one arm renames and another one defines is followed in both', () => {
  const header = `#ifdef ZZ_HAS_PIN
#ifdef ZZ_PIN_TAKES_VMAS
#define ZZ_PIN(at, n, flags, list) pin_user_pages(at, n, flags, list, NULL)
#else
#define ZZ_PIN pin_user_pages
#endif
#define ZZ_UNPIN unpin_user_page
#else
#define ZZ_PIN ZZ_GET
#define ZZ_UNPIN put_page
#endif
static inline long ZZ_GET(unsigned long at, unsigned long n, unsigned int flags, struct page **list)
{
	return get_user_pages(current, current->mm, at, n, flags & FOLL_WRITE, 0, list, NULL);
}
`
  const use =
    'int lock(unsigned long at, long n, struct page **list)\n{\n\tlong got = ZZ_PIN(at, n, FOLL_WRITE, list);\n\tif (got == n)\n\t\treturn 0;\n\twhile (got-- > 0)\n\t\tZZ_UNPIN(list[got]);\n\treturn -EFAULT;\n}\n'
  check({ 'zz.h': header, 'use.c': use }, [
    'ZZ_PIN pin_user_pages converted -> lock unpin_user_page',
    'ZZ_GET get_user_pages unconverted -> lock put_page',
    'lock pin_user_pages converted -> lock unpin_user_page',
  ])
})

test('a field that holds pins alone is put nowhere, even where it is unpinned elsewhere', () => {
  const fill =
    'int fill(struct seg *seg, unsigned long at, int n)\n{\n\treturn seg->n = pin_user_pages_fast(at, n, FOLL_WRITE, seg->list);\n}\nvoid empty(struct seg *seg)\n{\n\tunpin_user_pages(seg->list, seg->n);\n}\n'
  const put = (body: string) => `void abort(struct seg *seg)\n{\n\t${body}\n}\n`
  check({ 'seg.c': fill + put('release_pages(seg->list, seg->n);') }, [
    'fill pin_user_pages_fast mismatched -> empty unpin_user_pages, abort release_pages',
  ])
  // who asks which kind it has knows of two
  const converted = ['fill pin_user_pages_fast converted -> empty unpin_user_pages']
  check({ 'seg.c': fill + put('if (seg->own)\n\t\trelease_pages(seg->list, seg->n);') }, converted)
})

test('arms that open one block each hold a call each', () => {
  const arms = (take: string, get: string) => `#ifdef HAVE_PIN\n\t${take}\n#else\n\t${get}\n#endif\n`
  const take = `int take(struct end *end, unsigned long at)\n{\n\tstruct page *page;\n${arms(
    'if (pin_user_pages_fast(at, 1, FOLL_WRITE, &page) < 0) {',
    'if (get_user_pages_fast(at, 1, 1, &page) < 0) {',
  )}\t\treturn -EINVAL;\n\t}\n\tend->fence = page;\n\treturn 0;\n}\n`
  const drop = `void drop(struct end *end)\n{\n${arms('unpin_user_page(end->fence);', 'put_page(end->fence);')}}\n`
  check({ 'end.c': take + drop }, [
    'take pin_user_pages_fast converted -> drop unpin_user_page',
    'take get_user_pages_fast unconverted -> drop put_page',
  ])
})

test('a macro of statements that assigns its result hands pages to its user', () => {
  const header =
    '#define ZZ_GUP(ret, at, n, list) do { \\\n\tmmap_read_lock(current->mm); \\\n\t(ret) = get_user_pages((at), (n), FOLL_WRITE, (list)); \\\n\tmmap_read_unlock(current->mm); \\\n} while (0)\n#define ZZ_PUT(list, n) do { int _i; for (_i = 0; _i < (n); _i++) put_page((list)[_i]); } while (0)\n'
  const use =
    'int open(struct win *win, unsigned long at, int n)\n{\n\tint rc;\n\tZZ_GUP(rc, at, n, win->list);\n\tif (rc != n)\n\t\tZZ_PUT(win->list, rc);\n\treturn rc == n ? 0 : -EFAULT;\n}\n'
  check({ 'zz.h': header, 'win.c': use }, ['ZZ_GUP get_user_pages unconverted -> ZZ_PUT put_page'])
})

test('pages that a handle of another type leads to are dropped through it', () => {
  const source =
    'static int grab(unsigned long at, int n, struct page ***out)\n{\n\tstruct page **list = kvcalloc(n, sizeof(*list), GFP_KERNEL);\n\tint got = get_user_pages_fast(at, n, FOLL_WRITE, list);\n\t*out = list;\n\treturn got;\n}\nint open(struct box *box, unsigned long at, int n)\n{\n\treturn grab(at, n, &box->table);\n}\nvoid close(struct box *box)\n{\n\tint i;\n\tfor (i = 0; i < box->n; i++)\n\t\tput_page(box->table[i]);\n}\n'
  check({ 'box.c': source }, ['grab get_user_pages_fast unconverted -> close put_page'])
})

test('pages kept by their address, in an array, are put by it', () => {
  const source =
    'static int pin(void *buf, int n, unsigned long *where)\n{\n\tstruct page **list = kcalloc(n, sizeof(*list), GFP_KERNEL);\n\tint i, got = get_user_pages_fast((unsigned long)buf, n, 1, list);\n\tfor (i = 0; i < got; i++)\n\t\twhere[i] = page_to_phys(list[i]);\n\tkfree(list);\n\treturn got;\n}\nstatic void unpin(unsigned long *where, int n)\n{\n\twhile (n--) {\n\t\tstruct page *page = pfn_to_page(where[n] >> PAGE_SHIFT);\n\t\tput_page(page);\n\t}\n}\nint io(struct dev *dev, void *buf, int n)\n{\n\tint got = pin(buf, n, dev->where);\n\tunpin(dev->where, got);\n\treturn 0;\n}\n'
  check({ 'io.c': source }, ['pin get_user_pages_fast unconverted -> unpin put_page'])
})

test('an object of a table of operations is dropped by what another file sets', () => {
  const backend =
    'static int grab(struct mem *mem)\n{\n\treturn pin_user_pages_fast(mem->va, mem->n, FOLL_WRITE, mem->list);\n}\nstatic void drop(struct mem *mem)\n{\n\tint i;\n\tfor (i = 0; i < mem->n; i++)\n\t\tput_page(mem->list[i]);\n}\nconst struct backend user = { .grab = grab, .drop = drop };\n'
  const core =
    'int attach(struct mem *mem)\n{\n\treturn mem->be->grab(mem);\n}\nvoid detach(struct mem *mem)\n{\n\tmem->be->drop(mem);\n}\n'
  check({ 'backend.c': backend, 'core.c': core }, ['grab pin_user_pages_fast mismatched -> drop put_page'])
})

test('work that is queued with the object of its pages drops them', () => {
  const source =
    'static void done(struct work_struct *work)\n{\n\tstruct job *job = container_of(work, struct job, work);\n\trelease_pages(job->list, job->n);\n}\nint start(unsigned long at, int n)\n{\n\tstruct job *job = kzalloc(sizeof(*job), GFP_KERNEL);\n\tstruct page **list = kcalloc(n, sizeof(*list), GFP_KERNEL);\n\tint got = pin_user_pages_fast(at, n, FOLL_WRITE, list);\n\tif (got < n) {\n\t\tunpin_user_pages(list, got > 0 ? got : 0);\n\t\treturn -EFAULT;\n\t}\n\tjob->list = list;\n\tINIT_WORK(&job->work, done);\n\treturn 0;\n}\n'
  check({ 'job.c': source }, ['start pin_user_pages_fast mismatched -> start unpin_user_pages, done release_pages'])
})

test('each form of a function that two arms define takes and drops in its own way', () => {
  const arm = (take: string, drop: string) =>
    `static int lock(struct set *set, unsigned long at, int n)\n{\n\treturn ${take}(at, n, 1, set->list);\n}\nstatic void unlock(struct set *set, int n)\n{\n\twhile (n--)\n\t\t${drop}(set->list[n]);\n}\n`
  const user =
    'int go(struct set *set, unsigned long at, int n)\n{\n\tint got = lock(set, at, n);\n\tunlock(set, got);\n\treturn 0;\n}\n'
  check(
    {
      'set.c': `#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 6, 0)\n${arm('pin_user_pages_fast', 'unpin_user_page')}#else\n${arm('get_user_pages_fast', 'put_page')}#endif\n${user}`,
    },
    [
      'lock pin_user_pages_fast converted -> unlock unpin_user_page',
      'lock get_user_pages_fast unconverted -> unlock put_page',
    ],
  )
})

test('a struct that is known by a name alone has members of its own', () => {
  const take =
    'U32 Take(ZZ_ARRAY *psArray, U64 at, U32 n)\n{\n\treturn pin_user_pages_fast(at, n, FOLL_WRITE, psArray->ppsPages);\n}\n'
  const drop = (type: string) =>
    `void Drop(void *pv)\n{\n\t${type} *ps = pv;\n\tU32 i;\n\tfor (i = 0; i < ps->n; i++)\n\t\tunpin_user_page(ps->ppsPages[i]);\n}\nvoid First(int *count)\n{\n\treturn *count;\n}\n`
  check({ 'take.c': take, 'drop.c': drop('ZZ_ARRAY') }, ['Take pin_user_pages_fast converted -> Drop unpin_user_page'])
  check({ 'take.c': take, 'drop.c': drop('ZZ_OTHER') }, ['Take pin_user_pages_fast unknown -> '])
})

test('a member of a member is one in another file of the directory, too', () => {
  const map =
    'static int map(struct desc *desc, unsigned long at, int n)\n{\n\tstruct page **list = kvcalloc(n, sizeof(*list), GFP_KERNEL);\n\tint got = get_user_pages_fast(at, n, FOLL_WRITE, list);\n\treturn sg_alloc_table_from_pages(desc->table, list, got, 0, n, GFP_KERNEL);\n}\nint setup(struct entry *entry, unsigned long at, int n)\n{\n\treturn map(&entry->desc, at, n);\n}\n'
  const destroy =
    'void destroy(struct entry *entry)\n{\n\tstruct sg_page_iter it;\n\tfor_each_sg_page(entry->desc.table->sgl, &it, entry->desc.table->nents, 0) {\n\t\tstruct page *page = sg_page_iter_page(&it);\n\t\tput_page(page);\n\t}\n}\n'
  check({ 'map.c': map, 'destroy.c': destroy }, ['map get_user_pages_fast unconverted -> destroy put_page'])
})

/** One acquire and one release, each in a function of its own: the lines that put pages away and that take them out again. */
function holdAndDrop(keep: string, drop: string): string {
  return `void hold(struct ctx *ctx, unsigned long at, int n)\n{\n\tstruct page *page, **list = kcalloc(n, 8, GFP_KERNEL), *own[16];\n\t${keep}\n}\nvoid drop(struct ctx *ctx, struct gem *gem, int n)\n{\n\t${drop}\n}\n`
}

/** Another user of the API in the same file: nothing is paired for being left over. */
const others =
  'void take(struct beside *beside, unsigned long at)\n{\n\tget_user_pages_fast(at, 1, 1, &beside->kept);\n}\nvoid give(struct beside *beside)\n{\n\tput_page(beside->kept);\n}\n'
const ofOthers = 'take get_user_pages_fast unconverted -> give put_page'

test.each([
  ['swapped into it', 'pin_user_pages_fast(at, n, 1, list);\n\tswap(ctx->all, list);', 'release_pages(ctx->all, n);'],
  [
    'exchanged for it',
    'pin_user_pages_fast(at, 1, 1, &page);\n\tif (cmpxchg(&ctx->one, NULL, page))\n\t\treturn;',
    'struct page *old = xchg(&ctx->one, NULL);\n\tput_page(old);',
  ],
  [
    'copied into it as pointers',
    'pin_user_pages_fast(at, n, 1, list);\n\tmemcpy(&ctx->all[ctx->n], list, n * sizeof(*list));',
    'release_pages(ctx->all, n);',
  ],
  [
    'copied into it as an array',
    'pin_user_pages_fast(at, 16, 1, own);\n\tmemcpy(ctx->all, own, sizeof(own));',
    'release_pages(ctx->all, n);',
  ],
])('pages of a member are those that were %s', (_, keep, drop) => {
  check({ 'ctx.c': holdAndDrop(keep, drop) + others }, [
    `hold pin_user_pages_fast mismatched -> drop ${drop.includes('put_page') ? 'put_page' : 'release_pages'}`,
    ofOthers,
  ])
})

test('a copy of something else joins nothing', () => {
  const keep = 'pin_user_pages_fast(at, n, 1, list);\n\tmemcpy(ctx->all, list, n);'
  check({ 'ctx.c': holdAndDrop(keep, 'release_pages(ctx->all, n);') + others }, [
    'hold pin_user_pages_fast unknown -> ',
    ofOthers,
  ])
})

test('an object is reached by a function or a macro of the driver', () => {
  const to = '#define to_ctx(o) container_of((o), struct ctx, base)\n'
  const keep = 'struct ctx *own = to_ctx(gem);\n\tget_user_pages_fast(at, n, 1, own->all);'
  for (const drop of ['to_ctx(gem)->all', 'ctx_of(gem)->all', 'container_of(gem, struct ctx, base)->all'])
    check({ 'ctx.c': to + holdAndDrop(keep, `release_pages(${drop}, n);`) + others }, [
      'hold get_user_pages_fast unconverted -> drop release_pages',
      ofOthers,
    ])
})

test('of an object outside all functions there is one', () => {
  const hold = (where: string) =>
    `void hold(unsigned long at)\n{\n\tstruct page *page;\n\tif (pin_user_pages_fast(at, 1, 1, &page) == 1)\n\t\t${where} = page;\n}\n`
  const drop = 'void drop(void)\n{\n\tput_page(state.mem.page);\n}\n'
  const state = 'static struct state state;\n'
  check({ 'a.c': state + hold('state.mem.page') + drop + others }, [
    'hold pin_user_pages_fast mismatched -> drop put_page',
    ofOthers,
  ])
  // another object is not that one, whatever its members are called
  const unknown = 'hold pin_user_pages_fast unknown -> '
  check({ 'a.c': state + hold('device->mem.page') + drop + others }, [unknown, ofOthers])
  // in another file it is the same one, unless each has its own
  const put = drop.replace('put_page', 'unpin_user_page')
  const converted = 'hold pin_user_pages_fast converted -> drop unpin_user_page'
  check({ 'a.c': state.replace('static ', '') + hold('state.mem.page'), 'b.c': put + others }, [converted, ofOthers])
  check({ 'a.c': state + hold('state.mem.page') + others, 'b.c': state + put + others }, [unknown, ofOthers, ofOthers])
})

test('a list that a third function makes of a member has the pages of that member', () => {
  const take =
    'static int take(struct tt *tt, struct page **list)\n{\n\treturn get_user_pages(tt->at, tt->n, 1, list);\n}\nint fill(struct bo *bo)\n{\n\treturn take(bo->tt, bo->tt->list);\n}\n'
  const move = 'int map(struct tt *tt)\n{\n\treturn sg_alloc_table_from_pages(tt->sg, tt->list, tt->n, 0, 1, 1);\n}\n'
  const drop =
    'void drop(struct tt *tt)\n{\n\tstruct sg_page_iter it;\n\tfor_each_sg_page(tt->sg->sgl, &it, tt->sg->nents, 0) {\n\t\tstruct page *page = sg_page_iter_page(&it);\n\t\tput_page(page);\n\t}\n}\n'
  const beside =
    'int hold(struct ctx *ctx)\n{\n\treturn get_user_pages(ctx->at, 1, 1, ctx->pins);\n}\nvoid free(struct ctx *ctx)\n{\n\tput_page(ctx->pins[0]);\n}\n'
  const ofBeside = 'hold get_user_pages unconverted -> free put_page'
  check({ 'tt.c': take + move + drop + beside }, ['take get_user_pages unconverted -> drop put_page', ofBeside])
  check({ 'tt.c': take + drop + beside }, ['take get_user_pages unconverted -> ', ofBeside])
})

test('what the driver makes of a page is that page where it is dropped', () => {
  const keep = 'get_user_pages_fast(at, n, 1, ctx->all);'
  const found = ['hold get_user_pages_fast unconverted -> drop put_page', ofOthers]
  check({ 'ctx.c': holdAndDrop(keep, 'put_page(untag_page(ctx->all[n]));') + others }, found)
  check({ 'ctx.c': holdAndDrop(keep, 'struct page *own = untag(ctx->all[n]);\n\tput_page(own);') + others }, found)
  const masked = 'struct page *own = (struct page *)((unsigned long)ctx->all[n] & ~3UL);\n\tput_page(own);'
  check({ 'ctx.c': holdAndDrop(keep, masked) + others }, found)
  // who takes one drops that
  const looked = 'put_page(find_page(ctx->all));'
  check({ 'ctx.c': holdAndDrop(keep, looked) + others }, ['hold get_user_pages_fast unconverted -> ', ofOthers])
})

test('functions for other files belong together, too, where a header stands between them and the call', () => {
  const header =
    '#ifdef ZZ_HAS_PIN\n#define ZZ_PIN pin_user_pages\n#define ZZ_UNPIN unpin_user_page\n#else\nstatic inline long ZZ_GET(unsigned long at, unsigned long n, unsigned int flags, struct page **list)\n{\n#ifdef ZZ_VMAS\n\treturn get_user_pages(at, n, flags, list, NULL);\n#else\n\treturn get_user_pages(at, n, flags, list);\n#endif\n}\n#define ZZ_PIN ZZ_GET\n#define ZZ_UNPIN put_page\n#endif\n'
  const lock =
    'int zz_lock(unsigned long at, long n, void **out)\n{\n\tstruct page **list = kcalloc(n, 8, GFP_KERNEL);\n\tlong i, got = ZZ_PIN(at, n, FOLL_WRITE, list);\n\tif (got < n) {\n\t\tfor (i = 0; i < got; i++)\n\t\t\tZZ_UNPIN(list[i]);\n\t\treturn -1;\n\t}\n\t*out = list;\n\treturn 0;\n}\n'
  const unlock =
    'void zz_unlock(long n, void *taken)\n{\n\tstruct page **list = taken;\n\twhile (n--)\n\t\tZZ_UNPIN(list[n]);\n}\n'
  check({ 'zz.h': header, 'os.c': lock + unlock }, [
    'ZZ_GET get_user_pages unconverted -> zz_lock put_page, zz_unlock put_page',
    'ZZ_GET get_user_pages unconverted -> zz_lock put_page, zz_unlock put_page',
    'zz_lock pin_user_pages converted -> zz_lock unpin_user_page, zz_unlock unpin_user_page',
  ])
})

test('arms that take in two ways and one release behind them cross in one of these arms', () => {
  const fill =
    'int fill(struct set *set, unsigned long at, int n)\n{\n#ifdef HAVE_PIN\n\treturn pin_user_pages_fast(at, n, 1, set->list);\n#else\n\treturn get_user_pages_fast(at, n, 1, set->list);\n#endif\n}\n'
  const empty = (drop: string) => `void empty(struct set *set, int n)\n{\n\twhile (n--) {\n${drop}\t}\n}\n`
  const put = '\t\tput_page(set->list[n]);\n'
  check({ 'set.c': fill + empty(put) }, [
    'fill pin_user_pages_fast mismatched -> empty put_page',
    'fill get_user_pages_fast unconverted -> empty put_page',
  ])
  const apart = [
    'fill pin_user_pages_fast converted -> empty unpin_user_page',
    'fill get_user_pages_fast unconverted -> empty put_page',
  ]
  // arms are not the same text, and may be the same kernels; a condition may ask which it was
  const unpin = '\t\tunpin_user_page(set->list[n]);\n'
  check({ 'set.c': fill + empty(`#ifdef FOLL_PIN\n${unpin}#else\n${put}#endif\n`) }, apart)
  check({ 'set.c': fill + empty(`\t\tif (set->pinned)\n\t${unpin}\t\telse\n\t${put}`) }, apart)
  // within one function, too
  const once =
    'int once(unsigned long at)\n{\n\tstruct page *page;\n#ifdef HAVE_PIN\n\tpin_user_pages_fast(at, 1, 1, &page);\n#else\n\tget_user_pages_fast(at, 1, 1, &page);\n#endif\n\tput_page(page);\n\treturn 0;\n}\n'
  check({ 'once.c': once }, [
    'once pin_user_pages_fast mismatched -> once put_page',
    'once get_user_pages_fast unconverted -> once put_page',
  ])
})

test('a macro or an inline function of a header crosses as the call that it stands for', () => {
  const header =
    '#define ZZ_PIN(ret, ...) do { ret = pin_user_pages_fast(__VA_ARGS__); } while (0)\nstatic inline int zz_get(unsigned long at, int n, struct page **list)\n{\n\treturn get_user_pages_fast(at, n, 1, list);\n}\n'
  const use =
    'int hold(struct ctx *ctx, unsigned long at, int n)\n{\n\tint got;\n\tZZ_PIN(got, at, n, 1, ctx->all);\n\treturn got;\n}\nvoid drop(struct ctx *ctx, int n)\n{\n\trelease_pages(ctx->all, n);\n}\nint keep(struct win *win, unsigned long at, int n)\n{\n\treturn zz_get(at, n, win->list);\n}\nvoid free(struct win *win, int n)\n{\n\tunpin_user_pages(win->list, n);\n}\n'
  check({ 'zz.h': header, 'use.c': use }, [
    'ZZ_PIN pin_user_pages_fast mismatched -> drop release_pages',
    'zz_get get_user_pages_fast mismatched -> free unpin_user_pages',
  ])
})

test('functions for other files that take into one member and drop another do not belong together', () => {
  const take =
    'int box_fill(struct box *box, unsigned long at, int n)\n{\n\treturn pin_user_pages_fast(at, n, 1, box->pages);\n}\n'
  const drop = (member: string) =>
    `void box_empty(struct box *box, int n)\n{\n\tunpin_user_pages(box->${member}, n);\n}\n`
  const more =
    'int box_more(struct case_ *c, unsigned long at)\n{\n\treturn pin_user_pages_fast(at, 1, 1, &c->page);\n}\nvoid box_less(struct case_ *c)\n{\n\tunpin_user_page(c->page);\n}\n'
  const ofMore = 'box_more pin_user_pages_fast converted -> box_less unpin_user_page'
  check({ 'box.c': take + drop('pages') + more }, [
    'box_fill pin_user_pages_fast converted -> box_empty unpin_user_pages',
    ofMore,
  ])
  check({ 'box.c': take + drop('spare') + more }, ['box_fill pin_user_pages_fast unknown -> ', ofMore])
})

test('a macro of one header names one of another, and both ends are seen through them', () => {
  const sources = {
    'a.h': '#define A_PIN B_PIN\n#define A_DROP(p, n) B_DROP(p, n)\n',
    'b.h':
      '#ifdef ZZ_HAS_PIN\n#define B_PIN pin_user_pages_fast\n#define B_DROP(p, n) unpin_user_pages(p, n)\n#else\n#define B_PIN get_user_pages_fast\n#define B_DROP(p, n) release_pages(p, n)\n#endif\n',
    'use.c':
      'int hold(struct box *box, unsigned long at)\n{\n\treturn A_PIN(at, 1, 1, box->list);\n}\nvoid drop(struct box *box)\n{\n\tA_DROP(box->list, 1);\n}\n',
  }
  check(sources, [
    'hold pin_user_pages_fast converted -> B_DROP unpin_user_pages',
    'hold get_user_pages_fast unconverted -> B_DROP release_pages',
  ])
})
