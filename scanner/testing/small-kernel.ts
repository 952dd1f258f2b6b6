import { scanRevision } from '#scanner/run.ts'
import type { Files } from './make-repository.ts'

const header = `#ifndef _LINUX_MM_H
#define _LINUX_MM_H
long get_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags, struct page **pages);
int get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages);
long pin_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags, struct page **pages);
int pin_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages);
void unpin_user_page(struct page *page);
void unpin_user_pages(struct page **pages, unsigned long npages);
#endif
`

/** A driver that takes pages the old way and drops them with `put_page()`: one acquire, one release. */
export const legacyDriver = (name: string): string => `#include <linux/mm.h>

int ${name}_map(unsigned long start, struct page **pages, int count)
{
	int i, got;

	got = get_user_pages_fast(start, count, FOLL_WRITE, pages);
	for (i = 0; i < got; i++)
		put_page(pages[i]);
	return got;
}
`

/** A driver that pins and unpins. */
export const pinnedDriver = (name: string): string => `#include <linux/mm.h>

int ${name}_map(unsigned long start, struct page **pages, int count)
{
	int got = pin_user_pages_fast(start, count, FOLL_WRITE, pages);

	if (got > 0)
		unpin_user_pages(pages, got);
	return got;
}
`

const maintainers = `List of maintainers
===================

	M: Mail patches to

Maintainers List
----------------

LEGACY DRIVER
M:	Old Hand <old@example.org>
L:	legacy@example.org
S:	Maintained
F:	drivers/legacy/

MEMORY MANAGEMENT
M:	Memory Person <mm@example.org>
R:	Second Reader <second@example.org>
S:	Maintained
F:	include/linux/mm.h
F:	mm/

PINNED DRIVER
M:	Pin Person <pin@example.org>
S:	Supported
F:	drivers/pinned/

THE REST
M:	Linus Torvalds <torvalds@linux-foundation.org>
S:	Buried alive in reporters
F:	*
F:	*/
`

/** A tree as small as a kernel can be: a header, two drivers, a selftest, MAINTAINERS and Kbuild. */
export const smallKernel: Files = {
  Kbuild: 'obj-y += drivers/ mm/\n',
  MAINTAINERS: maintainers,
  'include/linux/mm.h': header,
  'drivers/legacy/legacy.c': legacyDriver('legacy'),
  'drivers/pinned/pinned.c': pinnedDriver('pinned'),
  'drivers/plain.c': 'int plain(void)\n{\n\treturn 0;\n}\n',
  'tools/testing/gup.c': legacyDriver('selftest'),
  'drivers/start.S': 'nop\n',
}

/** Every row of a revision as one text, for tests that compare whole scans. */
export async function scanText(repo: string, rev = 'HEAD'): Promise<string> {
  const scan = await scanRevision({ repo, rev, include: [], cacheHome: null, workerEntry: null })
  scan.repository.close()
  return scan.rows.map((row) => JSON.stringify(row)).join('\n')
}
