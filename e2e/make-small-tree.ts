import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface SmallTree {
  readonly directory: string
  /** One more commit of its one driver, which pins now. The commit. */
  convert(subject: string): string
  /** One more commit, which takes pages the old way again. The commit. */
  revert(subject: string): string
  remove(): void
}

const driver = (acquire: string, release: string): string => `#include <linux/mm.h>

int tiny_map(unsigned long start, struct page **pages, int count)
{
	int i, got;

	got = ${acquire}(start, count, FOLL_WRITE, pages);
	for (i = 0; i < got; i++)
		${release}(pages[i]);
	return got;
}
`

const files = {
  'include/linux/mm.h':
    'int get_user_pages_fast(unsigned long, int, unsigned int, struct page **);\nlong pin_user_pages(unsigned long, unsigned long, unsigned int, struct page **);\nint pin_user_pages_fast(unsigned long, int, unsigned int, struct page **);\nvoid unpin_user_page(struct page *page);\n',
  MAINTAINERS:
    'Maintainers List\n----------------\n\nTINY DRIVER\nM:\tTiny Person <tiny@example.org>\nS:\tMaintained\nF:\tdrivers/tiny/\n',
  'drivers/tiny/tiny.c': driver('get_user_pages_fast', 'put_page'),
} as const

/** A kernel of one driver that takes pages the old way, in a repository of its own with a name; names in `renamed` stand for others. */
export function makeSmallTree(
  name = 'tiny',
  renamed: Readonly<Record<string, string>> = {},
  author = 'An Author',
): SmallTree {
  const folder = mkdtempSync(join(tmpdir(), 'pinwatch-e2e-tree-'))
  const directory = join(folder, name)
  const rename = (text: string) =>
    Object.entries(renamed).reduce((changed, [from, to]) => changed.replaceAll(from, to), text)
  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['-C', directory, '-c', `user.name=${author}`, '-c', 'user.email=author@example.org', ...args],
      {
        env: { PATH: process.env.PATH, HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1' },
      },
    )
  const write = (path: string, content: string) => {
    const file = join(directory, rename(path))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, rename(content))
  }
  const commitDriver = (acquire: string, release: string, subject: string) => {
    write('drivers/tiny/tiny.c', driver(acquire, release))
    git('commit', '-q', '-a', '-m', subject)
    return String(git('rev-parse', 'HEAD')).trim()
  }
  mkdirSync(directory)
  git('init', '-q', '-b', 'master')
  for (const [path, content] of Object.entries(files)) write(path, content)
  git('add', '.')
  git('commit', '-q', '-m', 'a driver')
  return {
    directory,
    convert: (subject) => commitDriver('pin_user_pages_fast', 'unpin_user_page', subject),
    revert: (subject) => commitDriver('get_user_pages_fast', 'put_page', subject),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
