import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder, makeRepository } from '#scanner/testing/make-repository.ts'
import { launcher, runCli } from '#scanner/testing/run-cli.ts'

const header = '{"pinwatch-triage":1}\n'
const says = (path: string, reason: string) =>
  `{"path":"${path}","function":"f","api":"get_user_pages","ordinal":1,"verdict":"stays","reason":"${reason}","by":"Ann","date":"2026-11-30"}\n`

/** A repository with the driver in place, in which two have changed its file. */
function makeTwoSides(ours: string, theirs: string) {
  const attributes = '*.triage merge=pinwatch-triage\n'
  const { directory, git } = makeRepository([
    { files: { '.gitattributes': attributes, 'linux.triage': `${header}${says('a.c', 'x')}` } },
  ])
  const file = join(directory, 'linux.triage')
  git(['config', 'merge.pinwatch-triage.driver', `'${process.execPath}' '${launcher}' merge-triage %O %A %B`])
  for (const [name, lines] of Object.entries({ theirs, ours })) {
    git(['checkout', '-q', '-b', name, 'main'])
    writeFileSync(file, `${header}${lines}`)
    git(['commit', '-q', '-a', '-m', name])
  }
  return { git, read: () => readFileSync(file, 'utf8') }
}

test('git merges what two judged beside each other, with the driver', () => {
  const { git, read } = makeTwoSides(says('a.c', 'x') + says('b.c', 'x'), says('a.c', 'x') + says('c.c', 'x'))
  git(['merge', '-q', 'theirs'])
  expect(read()).toBe(`${header}${['a.c', 'b.c', 'c.c'].map((path) => says(path, 'x')).join('')}`)
})

test('what both judged is a conflict, which is named', () => {
  const { git, read } = makeTwoSides(says('a.c', 'one'), says('a.c', 'other'))
  expect(() => git(['merge', '-q', 'theirs'])).toThrow('judged by both: get_user_pages() in f, a.c')
  expect(read()).toBe(`${header}<<<<<<< ours\n${says('a.c', 'one')}=======\n${says('a.c', 'other')}>>>>>>> theirs\n`)
  expect(git(['status', '--short'])).toBe('UU linux.triage')
})

test('a file that is broken is left as it is', async () => {
  const [broken, fine] = ['broken', 'fine'].map((name) => join(makeFolder(), name)) as [string, string]
  writeFileSync(broken, `${header}nonsense\n`)
  writeFileSync(fine, header)
  const { code, stderr } = await runCli(['merge-triage', fine, broken, fine])
  expect(code).toBe(2)
  expect(stderr).toContain(`pinwatch: ${broken}: nothing of this file was applied. Mend:\n  line 2: this is not JSON`)
  expect(readFileSync(broken, 'utf8')).toBe(`${header}nonsense\n`)
})
