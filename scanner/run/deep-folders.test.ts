import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { gitEnvironment, makeFolder } from '#scanner/testing/make-repository.ts'
import { runCli } from '#scanner/testing/run-cli.ts'

const driver = 'void f(struct page **pages)\n{\n\tget_user_pages_fast(0, 1, 0, pages);\n\tput_page(pages[0]);\n}\n'
const header = 'int get_user_pages_fast(unsigned long, int, unsigned int, struct page **);\n'

/** A commit of paths that no file system could hold. */
function makeRepositoryOf(files: Readonly<Record<string, string>>): string {
  const directory = makeFolder()
  execFileSync('git', ['init', '--quiet', '--bare', directory], { env: gitEnvironment })
  const written = Object.entries(files).map(([path, text]) => `M 100644 inline ${path}\ndata ${text.length}\n${text}\n`)
  const input = `commit refs/heads/main\ncommitter A <a@example.org> 1700000000 +0000\ndata 1\nx\n${written.join('')}`
  execFileSync('git', ['fast-import', '--quiet'], { cwd: directory, env: gitEnvironment, input })
  return directory
}

test('folders 5,000 deep are read like any others', async () => {
  const path = `${'d/'.repeat(5000)}deep.c`
  const repo = makeRepositoryOf({ 'include/linux/mm.h': header, [path]: driver, 'drivers/flat.c': driver })
  const { code, stdout, stderr } = await runCli(['sites', '--repo', repo, '--rev', 'main', '--format', 'ndjson'])
  expect(code, stderr).toBe(0)
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { path: string; api: string })
  expect(rows.map((row) => [row.path, row.api])).toEqual([
    [path, 'get_user_pages_fast'],
    [path, 'put_page'],
    ['drivers/flat.c', 'get_user_pages_fast'],
    ['drivers/flat.c', 'put_page'],
  ])
})
