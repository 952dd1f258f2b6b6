import { judgeTree } from '#scanner/judge/judge-tree.ts'
import type { Judgement } from '#scanner/judge/judgement.ts'
import { linkTree } from '#scanner/link/link-tree.ts'
import { listPartWrappers, listWrappers } from '#scanner/link/list-wrappers.ts'
import { outlineOf } from '#scanner/link/outline.ts'
import { traceTree } from '#scanner/link/trace-tree.ts'
import { apiByName, noWrappers, readerNames, type WrapperNames } from '#scanner/model/catalogue/index.ts'
import type { LinkedTree } from '#scanner/model/linked.ts'
import { readFacts } from '#scanner/read/read-facts.ts'
import { chooseNames } from '#scanner/run/choose-names.ts'
import { hasNames, toWrapperNames } from '#scanner/run/look-names.ts'

/** The header of a tree in which pin_user_pages() exists, as far as tests need it. */
export const pinHeader = `
long get_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags, struct page **pages);
int get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages);
long get_user_pages_remote(struct mm_struct *mm, unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages, int *locked);
long pin_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags, struct page **pages);
int pin_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages);
long pin_user_pages_remote(struct mm_struct *mm, unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages, int *locked);
void unpin_user_page(struct page *page);
void unpin_user_pages(struct page **pages, unsigned long npages);
`

/** The header of a tree of 2019, with placeholders and nothing to pin with. */
export const placeholderHeader = `
long get_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags, struct page **pages,
		    struct vm_area_struct **vmas);
int get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages);
long get_user_pages_remote(struct task_struct *tsk, struct mm_struct *mm, unsigned long start,
			   unsigned long nr_pages, unsigned int gup_flags, struct page **pages,
			   struct vm_area_struct **vmas, int *locked);
void put_user_page(struct page *page);
void put_user_pages(struct page **pages, unsigned long npages);
`

/** Links C sources by path, in the order given; read twice, as a scan of a small repository does. */
export function linkSources(sources: Readonly<Record<string, string>>): LinkedTree {
  const read = (wrappers: WrapperNames) =>
    Object.entries(sources).map(([path, text]) => ({
      path,
      oid: path,
      facts: readFacts(Buffer.from(text), { ...readerNames, wrappers }),
    }))
  let files = read(noWrappers)
  for (let round = 0, before = ''; round < 3; round++) {
    const ofParts = traceTree(files, apiByName).parts.flatMap(listPartWrappers)
    const outlined = files.map((file) => ({ ...file, outline: outlineOf(file.facts) }))
    const names = chooseNames(listWrappers(outlined, ofParts, apiByName), () => true)
    if (!hasNames(names) || JSON.stringify(names) === before) break
    before = JSON.stringify(names)
    files = read(toWrapperNames(names))
  }
  return linkTree(files, apiByName)
}

export interface JudgedSite extends Judgement {
  readonly path: string
  readonly api: string
  readonly line: number
  readonly function: string | null
}

export function judgeSources(sources: Readonly<Record<string, string>>): readonly JudgedSite[] {
  const tree = linkSources(sources)
  return judgeTree(tree, apiByName).map((judgement, index) => ({
    ...judgement,
    path: tree.sites[index]?.file.path ?? '',
    api: tree.sites[index]?.api.name ?? '',
    line: tree.sites[index]?.call.line ?? 0,
    function: tree.sites[index]?.function?.name ?? null,
  }))
}
