import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { makeFolder, runTestGit } from '#scanner/testing/make-repository.ts'
import { demoTags, makeDemo } from './make-demo.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

const commitOf = (directory: string, rev: string) => runTestGit(directory, ['rev-parse', `${rev}^{commit}`])

test('the same commits are made on every machine, whatever its git is told', async () => {
  const folder = makeFolder()
  await makeDemo(join(folder, 'plain.git'))
  const configuration = join(folder, 'gitconfig')
  writeFileSync(
    configuration,
    '[commit]\n\tgpgsign = true\n[tag]\n\tgpgsign = true\n[init]\n\tdefaultBranch = trunk\n\tdefaultObjectFormat = sha256\n[core]\n\tautocrlf = true\n',
  )
  vi.stubEnv('GIT_CONFIG_GLOBAL', configuration)
  vi.stubEnv('GIT_DIR', join(folder, 'elsewhere.git'))
  vi.stubEnv('TZ', 'Pacific/Chatham')
  await makeDemo(join(folder, 'odd.git'))

  const heads = ['plain.git', 'odd.git'].map((name) => commitOf(join(folder, name), 'v6.12'))
  expect(heads[0]).toMatch(/^[0-9a-f]{40}$/)
  expect(heads[1]).toBe(heads[0])
  expect(commitOf(join(folder, 'plain.git'), 'HEAD')).toBe(heads[0])
})

test('it is a sound bare repository with its tags, and nothing is left beside it', async () => {
  const folder = makeFolder()
  const directory = join(folder, 'new', 'demo.git')
  await makeDemo(directory)
  expect(runTestGit(directory, ['rev-parse', '--is-bare-repository'])).toBe('true')
  expect(runTestGit(directory, ['for-each-ref', '--sort=taggerdate', '--format=%(refname:short)', 'refs/tags'])).toBe(
    demoTags.join('\n'),
  )
  expect(runTestGit(directory, ['fsck', '--full', '--strict'])).toBe('')
  expect(readdirSync(join(folder, 'new'))).toEqual(['demo.git'])
})

test('one that is there stays as it is, and an older one is replaced', async () => {
  const folder = makeFolder()
  const directory = join(folder, 'demo.git')
  await makeDemo(directory)
  writeFileSync(join(directory, 'mark'), '')
  await makeDemo(directory)
  expect(readdirSync(directory)).toContain('mark')

  writeFileSync(join(directory, 'pinwatch-demo'), 'older\n')
  await makeDemo(directory)
  expect(readdirSync(directory)).not.toContain('mark')
  expect(readdirSync(folder)).toEqual(['demo.git'])
})

test('two that start at once both find a whole one', async () => {
  const folder = makeFolder()
  const directory = join(folder, 'demo.git')
  await Promise.all([makeDemo(directory), makeDemo(directory)])
  expect(commitOf(directory, 'v5.1')).toMatch(/^[0-9a-f]{40}$/)
  expect(readdirSync(folder)).toEqual(['demo.git'])
})

test('a folder that cannot be written is named, with what to do', async () => {
  const file = join(makeFolder(), 'file')
  writeFileSync(file, '')
  await expect(makeDemo(join(file, 'demo.git'))).rejects.toThrow(
    /^The demo kernel cannot be made at .*demo\.git: its folder cannot be written \(.*\)\. Name another one/,
  )
})

test('a folder with something else in it is left alone', async () => {
  const folder = makeFolder()
  mkdirSync(join(folder, 'demo.git'))
  writeFileSync(join(folder, 'demo.git', 'letter'), 'dear')
  await expect(makeDemo(join(folder, 'demo.git'))).rejects.toThrow(/something else is there/)
  expect(readdirSync(folder)).toEqual(['demo.git'])
  expect(readdirSync(join(folder, 'demo.git'))).toEqual(['letter'])
})
