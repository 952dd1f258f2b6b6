import { expect, test } from 'vitest'
import { judgeSources, pinHeader } from '#scanner/testing/scan-source.ts'

/** `expected`: findings on paths, as `line finding`. */
function check(
  body: string,
  expected: readonly string[],
  head = 'int f(unsigned long a, int n, void __user *u)',
): void {
  const source = `${head}\n{\n${body}\n}\n`
  const sites = judgeSources({ 'include/linux/mm.h': pinHeader, 'drivers/a.c': source })
  const wanted = ['no-release-on-error-path', 'partial-pin', 'double-release']
  expect(
    sites.flatMap(({ line, findings }) =>
      findings.filter((one) => wanted.includes(one)).map((one) => `${line} ${one}`),
    ),
  ).toEqual(expected)
}

const declared = '\tstruct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);\n\tint got, rc;\n'

test('a jump to a label behind the release leaks', () => {
  check(
    `${declared}
	got = pin_user_pages_fast(a, n, FOLL_WRITE, pages);
	if (got != n) {
		rc = -EFAULT;
		goto unpin;
	}
	if (copy_from_user(&h, u, sizeof(h))) {
		rc = -EFAULT;
		goto free;
	}
	rc = work(pages);
unpin:
	if (got > 0)
		unpin_user_pages(pages, got);
free:
	kfree(pages);
	return rc;`,
    ['6 no-release-on-error-path'],
  )
})

test('a jump that is taken only where no page was taken leaks none', () => {
  check(
    `${declared}
	got = pin_user_pages_fast(a, n, FOLL_WRITE, pages);
	if (got <= 0) {
		rc = got ? got : -EFAULT;
		goto free;
	}
	rc = work(pages);
	unpin_user_pages(pages, got);
free:
	kfree(pages);
	return rc;`,
    [],
  )
})

test('where all or nothing is wanted, some may have been taken', () => {
  check(
    `${declared}
	got = pin_user_pages_fast(a, n, FOLL_WRITE, pages);
	if (got != n) {
		kfree(pages);
		return -EFAULT;
	}
	work(pages);
	unpin_user_pages(pages, n);
	return 0;`,
    ['6 partial-pin'],
  )
  // of one page there is no part
  check(
    `	struct page *page;
	if (pin_user_pages_fast(a, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	work(page);
	unpin_user_page(page);
	return 0;`,
    [],
  )
})

test('as many as were asked for are dropped, however many were taken', () => {
  check(
    `${declared}
	got = pin_user_pages_fast(a, n, FOLL_WRITE, pages);
	if (got < 0)
		return got;
	work(pages);
	unpin_user_pages(pages, n);
	return 0;`,
    ['6 partial-pin'],
  )
})

test('pages that are dropped one by one in a loop are dropped', () => {
  check(
    `${declared}
	got = pin_user_pages_fast(a, n, FOLL_WRITE, pages);
	if (got < n) {
		for (i = 0; i < got; i++)
			unpin_user_page(pages[i]);
		return -EFAULT;
	}
	work(pages);
	unpin_user_pages(pages, n);
	return 0;`,
    [],
  )
})

test('a release under a condition on the same value is one where it holds', () => {
  check(
    `${declared}	bool pinned = false;
	if (u) {
		got = pin_user_pages_fast(a, n, FOLL_WRITE, pages);
		if (got < 0)
			return got;
		pinned = true;
	}
	rc = work(u);
	if (pinned)
		unpin_user_pages(pages, got);
	return rc ? -EIO : 0;`,
    [],
  )
})

test('pages that the function gives away are not its to drop any more', () => {
  check(
    `${declared}
	got = pin_user_pages_fast(a, n, FOLL_WRITE, pages);
	if (got < 0)
		return got;
	rc = keep_pages(pages, got);
	if (rc)
		unpin_user_pages(pages, got);
	else if (start(u))
		return -EIO;
	return rc;`,
    [],
  )
  check(
    `${declared}
	got = pin_user_pages_fast(a, n, FOLL_WRITE, pages);
	if (got < n)
		goto out;
	x->pages = pages;
	if (start(x))
		return -EIO;
	return 0;
out:
	if (got > 0)
		unpin_user_pages(pages, got);
	return -EFAULT;`,
    [],
    'int f(struct x *x, unsigned long a, int n)',
  )
})

test('pages that nobody has been given leak, though they are kept where all goes well', () => {
  check(
    `${declared}
	got = pin_user_pages_fast(a, n, FOLL_WRITE, pages);
	if (got < n)
		goto out;
	if (check(x)) {
		kfree(pages);
		return -EINVAL;
	}
	x->pages = pages;
	return 0;
out:
	if (got > 0)
		unpin_user_pages(pages, got);
	return -EFAULT;`,
    ['6 no-release-on-error-path'],
    'int f(struct x *x, unsigned long a, int n)',
  )
})

test('two releases on one path are one too many', () => {
  check(
    `	int got = pin_user_pages_fast(a, n, FOLL_WRITE, list);
	if (got != n)
		goto out;
	rc = work(list);
	if (rc)
		unpin_user_pages(list, got);
	unpin_user_pages(list, got);
	return rc;
out:
	if (got > 0)
		unpin_user_pages(list, got);
	return -EFAULT;`,
    ['9 double-release'],
    'int f(unsigned long a, int n, struct page **list)',
  )
  check(
    `	int got = pin_user_pages_fast(a, n, FOLL_WRITE, list);
	if (got < 0)
		return got;
	if (dirty)
		unpin_user_pages_dirty_lock(list, got, true);
	if (!dirty)
		unpin_user_pages(list, got);
	return 0;`,
    [],
    'int f(unsigned long a, int n, struct page **list)',
  )
})

test('in every form of an API the number asked for is told by the form: all of one page is no part of several', () => {
  const forms = ['mm, a, 1, 0, &page, NULL', 'who, mm, a, 1, 0, &page, NULL', 'who, mm, a, 1, 1, 0, &page, NULL']
  for (const form of forms)
    check(
      `	struct page *page;
	int got = get_user_pages_remote(${form});

	if (got != 1)
		return -EFAULT;
	put_page(page);
	return 0;`,
      [],
      'int f(struct task_struct *who, struct mm_struct *mm, unsigned long a)',
    )
})
