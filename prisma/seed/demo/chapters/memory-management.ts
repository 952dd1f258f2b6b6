import { ackedBy, c, edit, editTree, link, reviewedBy, section, write } from '../changes.ts'
import { mailbox, people } from '../people.ts'
import {
  documentation,
  gup,
  gupTest,
  iovIter,
  mempolicy,
  mmHeader,
  swap,
  twin,
  uio,
  vmPeek,
} from '../sources/memory-management.ts'
import type { Chapter } from '../story.ts'

const { haugen, okafor, wit, seo } = people

/** What comes first in a release: the calls that everybody else then uses. */
export const memoryManagement: Chapter = [
  {
    in: 'v5.1',
    by: okafor,
    subject: 'mm: import gup, swap and iov_iter of the demo kernel',
    body: 'As much of memory management as it takes to have callers: the\ndeclarations, small definitions, and the users inside of mm/.',
    changes: [
      write('include/linux/mm.h', mmHeader),
      write('include/linux/uio.h', uio),
      write('mm/gup.c', gup),
      write('mm/swap.c', swap),
      write('mm/mempolicy.c', mempolicy),
      write('mm/twin.c', twin),
      write('mm/gup_test.c', gupTest),
      write('mm/vm_peek.c', vmPeek),
      write('lib/iov_iter.c', iovIter),
      section(
        'MEMORY MANAGEMENT',
        `M: ${mailbox(haugen)}`,
        `R: ${mailbox(wit)}`,
        'L: linux-mm@example.org',
        'S: Maintained',
        'T: git https://git.example.org/mm.git',
        'F: Documentation/core-api/pin_user_pages.rst',
        'F: include/linux/mm.h',
        'F: mm/',
        'K: \\bget_user_pages',
      ),
      section(
        'IOV_ITER AND USER MEMORY HELPERS',
        `M: ${mailbox(seo)}`,
        'L: linux-fsdevel@example.org',
        'S: Maintained',
        'F: include/linux/uio.h',
        'F: lib/iov_iter.c',
      ),
    ],
  },
  {
    in: 'v5.3',
    by: wit,
    subject: 'mm: introduce put_user_page*(), placeholder versions',
    body: 'A page that came from get_user_pages() cannot be told from any other when\nit is dropped. Give its release a name of its own, so that callers can be\nconverted one by one. For now it is put_page() by another name.',
    trailers: [reviewedBy(haugen), link('put-user-page-1')],
    changes: [
      edit('include/linux/mm.h', [
        'void release_pages(struct page **pages, int nr);\n',
        'void release_pages(struct page **pages, int nr);\n\nvoid put_user_page(struct page *page);\nvoid put_user_pages(struct page **pages, unsigned long npages);\nvoid put_user_pages_dirty_lock(struct page **pages, unsigned long npages);\n',
      ]),
      edit('mm/gup.c', [
        'static struct page *fault_in_one(',
        c`
/* Drops a page of get_user_pages(): today a put_page(), one day more. */
void put_user_page(struct page *page)
{
	put_page(page);
}
EXPORT_SYMBOL(put_user_page);

void put_user_pages(struct page **pages, unsigned long npages)
{
	unsigned long i;

	for (i = 0; i < npages; i++)
		put_user_page(pages[i]);
}
EXPORT_SYMBOL(put_user_pages);

void put_user_pages_dirty_lock(struct page **pages, unsigned long npages)
{
	unsigned long i;

	for (i = 0; i < npages; i++) {
		if (!PageDirty(pages[i]))
			set_page_dirty_lock(pages[i]);
		put_user_page(pages[i]);
	}
}
EXPORT_SYMBOL(put_user_pages_dirty_lock);

static struct page *fault_in_one(`,
      ]),
    ],
  },
  {
    in: 'v5.5',
    by: wit,
    subject: 'mm/gup: add make_dirty arg to put_user_pages_dirty_lock()',
    body: 'Most callers only know at run time whether the device wrote. Let them say\nso in place of an if around two calls.',
    trailers: [ackedBy(haugen), link('make-dirty-2')],
    changes: [
      edit('include/linux/mm.h', [
        'void put_user_pages_dirty_lock(struct page **pages, unsigned long npages);',
        'void put_user_pages_dirty_lock(struct page **pages, unsigned long npages,\n\t\t\t       bool make_dirty);',
      ]),
      edit(
        'mm/gup.c',
        [
          'void put_user_pages_dirty_lock(struct page **pages, unsigned long npages)',
          'void put_user_pages_dirty_lock(struct page **pages, unsigned long npages,\n\t\t\t       bool make_dirty)',
        ],
        ['if (!PageDirty(pages[i]))', 'if (make_dirty && !PageDirty(pages[i]))'],
      ),
      editTree([/(put_user_pages_dirty_lock\((?!struct)[^;]*?)\);/, '$1, true);']),
    ],
  },
  {
    in: 'v5.6',
    by: wit,
    subject: 'mm/gup: introduce pin_user_pages*() and FOLL_PIN',
    body: 'The release side alone cannot tell a pinned page from a referenced one. So\nthe acquire gets a name as well, and the pair a document that says who has\nto use it. pin_user_pages*() sets FOLL_PIN itself: no call site should.',
    trailers: [reviewedBy(haugen), ackedBy(seo), link('foll-pin-1')],
    changes: [
      write('Documentation/core-api/pin_user_pages.rst', documentation),
      edit(
        'include/linux/mm.h',
        [
          '#define FOLL_LONGTERM	0x10000	/* the reference outlives the system call */\n',
          '#define FOLL_LONGTERM	0x10000	/* the reference outlives the system call */\n#define FOLL_PIN	0x40000	/* set by pin_user_pages*(), never by a caller */\n',
        ],
        [
          'struct page *get_dump_page(',
          c`
long pin_user_pages_remote(struct task_struct *tsk, struct mm_struct *mm,
			   unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages,
			   struct vm_area_struct **vmas, int *locked);
long pin_user_pages(unsigned long start, unsigned long nr_pages,
		    unsigned int gup_flags, struct page **pages,
		    struct vm_area_struct **vmas);
int pin_user_pages_fast(unsigned long start, int nr_pages,
			unsigned int gup_flags, struct page **pages);
struct page *get_dump_page(`,
        ],
      ),
      edit(
        'mm/gup.c',
        [
          '/* Drops a page of get_user_pages(): today a put_page(), one day more. */',
          '/* Drops a pin, and the references it stands for. */',
        ],
        [
          'void put_user_page(struct page *page)\n{\n\tput_page(page);\n}',
          'void put_user_page(struct page *page)\n{\n\tgup_put_page(page, 1, FOLL_PIN);\n}',
        ],
      ),
      edit('mm/gup.c', [
        '/* For core dumps:',
        c`
long pin_user_pages_remote(struct task_struct *tsk, struct mm_struct *mm,
			   unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages,
			   struct vm_area_struct **vmas, int *locked)
{
	return __get_user_pages(mm, start, nr_pages, gup_flags | FOLL_PIN, pages);
}
EXPORT_SYMBOL(pin_user_pages_remote);

long pin_user_pages(unsigned long start, unsigned long nr_pages,
		    unsigned int gup_flags, struct page **pages,
		    struct vm_area_struct **vmas)
{
	return __get_user_pages(current->mm, start, nr_pages, gup_flags | FOLL_PIN, pages);
}
EXPORT_SYMBOL(pin_user_pages);

int pin_user_pages_fast(unsigned long start, int nr_pages,
			unsigned int gup_flags, struct page **pages)
{
	return internal_pin_fast(start, nr_pages, gup_flags | FOLL_PIN, pages);
}
EXPORT_SYMBOL_GPL(pin_user_pages_fast);

/* For core dumps:`,
      ]),
    ],
  },
  {
    in: 'v5.10',
    by: haugen,
    subject: 'mm/gup: drop the task argument of *_user_pages_remote()',
    body: 'It was for counting faults, and these are counted elsewhere now.',
    trailers: [ackedBy(wit), link('no-task-11')],
    changes: [
      editTree(
        [
          /_user_pages_remote\(struct task_struct \*tsk, struct mm_struct \*mm,\n\t\t\t {3}/,
          '_user_pages_remote(struct mm_struct *mm, ',
        ],
        [/_user_pages_remote\((?:NULL|tsk|task|current), /, '_user_pages_remote('],
      ),
    ],
  },
  {
    in: 'v5.10',
    by: wit,
    subject: 'mm/gup: get_user_pages_fast_only(), pin_user_pages_unlocked()',
    body: '__get_user_pages_fast() never said that it does not fall back to the slow\nway. Say so in its name, let it take flags like the others, and add the\none-page form that KVM wants. pin_user_pages_unlocked() completes the family.',
    trailers: [reviewedBy(haugen), link('fast-only-3')],
    changes: [
      edit(
        'include/linux/mm.h',
        [
          /int __get_user_pages_fast\([^;]*;\n/,
          'int get_user_pages_fast_only(unsigned long start, int nr_pages,\n\t\t\t     unsigned int gup_flags, struct page **pages);\nlong pin_user_pages_unlocked(unsigned long start, unsigned long nr_pages,\n\t\t\t     struct page **pages, unsigned int gup_flags);\n',
        ],
        [
          'int set_page_dirty(struct page *page);',
          c`
static inline bool get_user_page_fast_only(unsigned long addr,
			unsigned int gup_flags, struct page **pagep)
{
	return get_user_pages_fast_only(addr, 1, gup_flags, pagep) == 1;
}

int set_page_dirty(struct page *page);`,
        ],
      ),
      edit(
        'mm/gup.c',
        [
          'int __get_user_pages_fast(unsigned long start, int nr_pages, int write,\n\t\t\t  struct page **pages)',
          'int get_user_pages_fast_only(unsigned long start, int nr_pages,\n\t\t\t     unsigned int gup_flags, struct page **pages)',
        ],
        ['\t\t      write ? FOLL_WRITE : 0, pages, &nr);', '\t\t      gup_flags | FOLL_GET, pages, &nr);'],
        [
          '__get_user_pages_fast(start, nr_pages, gup_flags & FOLL_WRITE, pages)',
          'get_user_pages_fast_only(start, nr_pages, gup_flags, pages)',
        ],
        [
          '/* For core dumps:',
          c`
long pin_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
			     struct page **pages, unsigned int gup_flags)
{
	long got;

	down_read(&current->mm->mmap_sem);
	got = __get_user_pages(current->mm, start, nr_pages,
			       gup_flags | FOLL_TOUCH | FOLL_PIN, pages);
	up_read(&current->mm->mmap_sem);
	return got;
}
EXPORT_SYMBOL(pin_user_pages_unlocked);

/* For core dumps:`,
        ],
      ),
    ],
  },
  {
    in: 'v5.10',
    by: wit,
    subject: 'mm/gup_test: pin, too',
    body: 'The benchmark follows what it measures.',
    changes: [
      edit(
        'mm/gup_test.c',
        [
          '\tdefault:\n',
          '\tcase PIN_TEST_FAST:\n\t\tnr = pin_user_pages_fast(addr, test->nr_pages, test->flags, pages);\n\t\tbreak;\n\tdefault:\n',
        ],
        [
          '\tunsigned long i;\n\n\tfor',
          '\tunsigned long i;\n\n\tif (test->cmd == PIN_TEST_FAST) {\n\t\tunpin_user_pages(pages, nr);\n\t\treturn;\n\t}\n\tfor',
        ],
      ),
    ],
  },
  {
    in: 'v5.15',
    by: wit,
    subject: 'mm/gup: add a range based unpin',
    body: 'Whoever pinned one big block has its first page and a count, and had to\nfill an array only to unpin it.',
    trailers: [reviewedBy(seo), link('unpin-range-1')],
    changes: [
      edit('include/linux/mm.h', [
        'void unpin_user_pages(struct page **pages, unsigned long npages);\n',
        'void unpin_user_pages(struct page **pages, unsigned long npages);\nvoid unpin_user_page_range_dirty_lock(struct page *page, unsigned long npages,\n\t\t\t\t      bool make_dirty);\n',
      ]),
      edit('mm/gup.c', [
        'static struct page *fault_in_one(',
        c`
void unpin_user_page_range_dirty_lock(struct page *page, unsigned long npages,
				      bool make_dirty)
{
	for (; npages; npages--, page++) {
		if (make_dirty && !PageDirty(page))
			set_page_dirty_lock(page);
		unpin_user_page(page);
	}
}
EXPORT_SYMBOL(unpin_user_page_range_dirty_lock);

static struct page *fault_in_one(`,
      ]),
    ],
  },
  {
    in: 'v5.19',
    by: seo,
    subject: 'mm: put_page() is folio_put() of its folio',
    body: 'One place that counts references, and a type that cannot be a tail page.',
    trailers: [ackedBy(haugen)],
    changes: [
      edit('include/linux/mm.h', [
        /static inline void put_page\([^}]*\}\n/,
        c`
static inline void folio_put(struct folio *folio)
{
	if (folio_put_testzero(folio))
		__folio_put(folio);
}

static inline void put_page(struct page *page)
{
	folio_put(page_folio(page));
}
`,
      ]),
    ],
  },
  {
    in: 'v6.1',
    by: seo,
    subject: 'iov_iter: iov_iter_get_pages2() advances the iterator',
    body: 'Every caller of iov_iter_get_pages() advanced by what it got, and two of\nthem forgot to.',
    trailers: [reviewedBy(haugen), link('advance-22')],
    changes: [
      editTree(
        [/\biov_iter_get_pages\(/, 'iov_iter_get_pages2('],
        [/\biov_iter_get_pages_alloc\(/, 'iov_iter_get_pages_alloc2('],
        ['EXPORT_SYMBOL(iov_iter_get_pages)', 'EXPORT_SYMBOL(iov_iter_get_pages2)'],
        ['EXPORT_SYMBOL(iov_iter_get_pages_alloc)', 'EXPORT_SYMBOL(iov_iter_get_pages_alloc2)'],
      ),
      edit(
        'lib/iov_iter.c',
        [
          '\treturn min_t(size_t, len, (size_t)res << PAGE_SHIFT) - *start;\n',
          '\tlen = min_t(size_t, len, (size_t)res << PAGE_SHIFT) - *start;\n\tiov_iter_advance(i, len);\n\treturn len;\n',
        ],
        ['\n\t\t\t   size_t maxsize, unsigned', '\n\t\t\t    size_t maxsize, unsigned'],
        ['\n\t\t\t\t size_t maxsize, size_t', '\n\t\t\t\t  size_t maxsize, size_t'],
      ),
    ],
  },
  {
    in: 'v6.3',
    by: seo,
    subject: 'iov_iter: add a function to extract a page list from an iterator',
    body: 'User memory is pinned; of kernel memory nothing is taken. Who drops the\npages asks iov_iter_extract_will_pin(), or keeps its answer.',
    trailers: [reviewedBy(wit), link('extract-1')],
    changes: [
      edit('include/linux/uio.h', [
        'int iov_iter_npages(',
        c`
ssize_t iov_iter_extract_pages(struct iov_iter *i, struct page ***pages,
			       size_t maxsize, unsigned int maxpages,
			       unsigned int extraction_flags, size_t *offset0);

/* Whether extracted pages have to be unpinned. */
static inline bool iov_iter_extract_will_pin(const struct iov_iter *iter)
{
	return user_backed_iter(iter);
}

int iov_iter_npages(`,
      ]),
      edit('lib/iov_iter.c', [
        /$(?![\s\S])/,
        c`

ssize_t iov_iter_extract_pages(struct iov_iter *i, struct page ***pages,
			       size_t maxsize, unsigned int maxpages,
			       unsigned int extraction_flags, size_t *offset0)
{
	unsigned int gup_flags = iov_iter_rw(i) != WRITE ? FOLL_WRITE : 0;
	unsigned long addr;
	size_t len = user_window(i, maxsize, maxpages, &addr, offset0);
	int res = pin_user_pages_fast(addr, DIV_ROUND_UP(len, PAGE_SIZE), gup_flags, *pages);

	if (res <= 0)
		return res;
	len = min_t(size_t, len, (size_t)res << PAGE_SHIFT) - *offset0;
	iov_iter_advance(i, len);
	return len;
}
EXPORT_SYMBOL_GPL(iov_iter_extract_pages);
`,
      ]),
    ],
  },
  {
    in: 'v6.6',
    by: haugen,
    subject: 'mm/gup: remove the vmas parameter',
    body: 'Nobody passes anything but NULL any more. Who wants page and vma of\nanother process takes get_user_page_vma_remote().',
    trailers: [reviewedBy(wit), ackedBy(okafor), link('no-vmas-6')],
    changes: [
      editTree(
        [/\b((?:get|pin)_user_pages\([^;]*?), NULL\)/, '$1)'],
        [/(_user_pages_remote\([^;]*?), NULL, (&\w+|NULL)\)/, '$1, $2)'],
        [/,\s+struct vm_area_struct \*\*vmas\b/, ''],
      ),
      edit('include/linux/mm.h', [
        'static inline bool get_user_page_fast_only(',
        c`
static inline struct page *get_user_page_vma_remote(struct mm_struct *mm,
			unsigned long addr, int gup_flags,
			struct vm_area_struct **vmap)
{
	struct page *page;
	int got = get_user_pages_remote(mm, addr, 1, gup_flags, &page, NULL);

	if (got < 0)
		return ERR_PTR(got);
	*vmap = vma_lookup(mm, addr);
	return page;
}

static inline bool get_user_page_fast_only(`,
      ]),
    ],
  },
  {
    in: 'v6.10',
    by: seo,
    subject: 'mm/twin: look pages up by folio walk',
    body: 'follow_page() had this one caller left. The walk holds the page table\nlock, so that only the page that is merged needs a reference.',
    trailers: [ackedBy(haugen), link('folio-walk-4')],
    changes: [
      edit(
        'mm/twin.c',
        [
          'struct page *page = follow_page(vma, addr, FOLL_GET);\n\n\tif (IS_ERR_OR_NULL(page))\n\t\treturn NULL;\n\tif (PageAnon(page))\n\t\treturn page;\n\tput_page(page);\n\treturn NULL;',
          'struct folio_walk fw;\n\tstruct folio *folio = folio_walk_start(&fw, vma, addr, 0);\n\n\tif (!folio)\n\t\treturn NULL;\n\tif (folio_test_anon(folio))\n\t\tfolio_get(folio);\n\telse\n\t\tfolio = NULL;\n\tfolio_walk_end(&fw, vma);\n\treturn folio ? fw.page : NULL;',
        ],
        [
          '\t/* no FOLL_GET: under the page table lock the page cannot go away */\n\tstruct page *page = follow_page(vma, addr, 0);\n\n\treturn page && PageAnon(page) && !PageTransCompound(page);',
          '\treturn vma->anon_vma && vma_is_anonymous(vma);',
        ],
      ),
      edit('include/linux/mm.h', [/struct page \*follow_page\([^;]*;\n/, '']),
    ],
  },
  {
    in: 'v6.12',
    by: wit,
    subject: 'mm/gup: memfd_pin_folios() and unpin_folios()',
    body: 'A memfd is pinned by its folios: no page table, no address, no process.',
    trailers: [reviewedBy(seo), link('memfd-pin-3')],
    changes: [
      edit('include/linux/mm.h', [
        'struct page *get_dump_page(',
        c`
long memfd_pin_folios(struct file *memfd, loff_t start, loff_t end,
		      struct folio **folios, unsigned int max_folios,
		      pgoff_t *offset);
void unpin_folio(struct folio *folio);
void unpin_folios(struct folio **folios, unsigned long nfolios);
void unpin_user_folio(struct folio *folio, unsigned long npages);
struct page *get_dump_page(`,
      ]),
      edit('mm/gup.c', [
        '/* For core dumps:',
        c`
void unpin_folio(struct folio *folio)
{
	gup_put_folio(folio, 1, FOLL_PIN);
}
EXPORT_SYMBOL_GPL(unpin_folio);

void unpin_folios(struct folio **folios, unsigned long nfolios)
{
	unsigned long i;

	for (i = 0; i < nfolios; i++)
		unpin_folio(folios[i]);
}
EXPORT_SYMBOL_GPL(unpin_folios);

long memfd_pin_folios(struct file *memfd, loff_t start, loff_t end,
		      struct folio **folios, unsigned int max_folios,
		      pgoff_t *offset)
{
	long nr = memfd_collect_folios(memfd, start, end, folios, max_folios);

	if (nr > 0)
		*offset = offset_in_folio(folios[0], start);
	return nr;
}
EXPORT_SYMBOL_GPL(memfd_pin_folios);

/* For core dumps:`,
      ]),
    ],
  },
]

/** What can only be done when the callers of a release are there: renames over the whole tree, and users in mm/. */
export const memoryManagementCleanups: Chapter = [
  {
    in: 'v5.5',
    by: wit,
    subject: 'mm/vm_peek: put_user_page() for the pages of the other process',
    body: 'The batch is written to, so it is one of those that will have to be told\napart. The page of the vector itself is next.',
    trailers: [ackedBy(haugen)],
    changes: [edit('mm/vm_peek.c', ['put_page(batch[i])', 'put_user_page(batch[i])'])],
  },
  {
    in: 'v5.6',
    by: wit,
    subject: 'mm/vm_peek: pin the pages of the other process',
    body: 'Case 5: the data within the pages is written, by the CPU, behind the back\nof the file system.',
    trailers: [ackedBy(haugen)],
    changes: [edit('mm/vm_peek.c', ['get_user_pages_remote(', 'pin_user_pages_remote('])],
  },
  {
    in: 'v5.6',
    by: wit,
    subject: 'mm, tree-wide: rename put_user_page*() to unpin_user_page*()',
    body: 'To match pin_user_pages*(). Done by script:\n\n    git grep -l put_user_page | xargs sed -i s/put_user_page/unpin_user_page/g',
    trailers: [reviewedBy(haugen), link('foll-pin-22')],
    changes: [editTree([/\bput_user_page/, 'unpin_user_page'])],
  },
  {
    in: 'v5.10',
    by: haugen,
    subject: 'mmap locking API: use it everywhere',
    body: "mmap_sem is nobody's business outside of mm/ any more.",
    changes: [
      editTree(
        [/down_read\(&([\w>-]+)->mmap_sem\)/, 'mmap_read_lock($1)'],
        [/up_read\(&([\w>-]+)->mmap_sem\)/, 'mmap_read_unlock($1)'],
      ),
    ],
  },
  {
    in: 'v5.15',
    by: wit,
    subject: 'mm/vm_peek: pin the first page of the vector as well',
    body: 'It was left over: taken and dropped around the copy, and written to where\nthe vector lies in the memory that is copied to.',
    trailers: [ackedBy(haugen), link('vm-peek-1')],
    changes: [
      edit(
        'mm/vm_peek.c',
        ['get_user_pages_fast(', 'pin_user_pages_fast('],
        ['put_page(first)', 'unpin_user_page(first)'],
      ),
    ],
  },
]
