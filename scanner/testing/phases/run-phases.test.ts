import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { makeFolder } from '../make-repository.ts'

const program = fileURLToPath(new URL('run-phases.mjs', import.meta.url))

function runPhases(scripts: Readonly<Record<string, string>>, ...phases: readonly string[]) {
  const folder = makeFolder()
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts }))
  const { status, stdout } = spawnSync(process.execPath, [program, ...phases], { cwd: folder, encoding: 'utf8' })
  return { status, lines: stdout.split('\n').filter((line) => line !== '') }
}

const duration = expect.stringMatching(/, in \d+\.\d s$/)

test('phases run in their order, each with its number and its time, and one that fails keeps none from running', () => {
  const { status, lines } = runPhases(
    { first: 'echo one', second: 'echo two; exit 3', third: 'echo three "$@"' },
    ...['first', 'second', 'third and more'],
  )
  expect(status).toBe(1)
  expect(lines).toEqual([
    '== 1 of 3: first',
    'one',
    expect.stringMatching(/^== 1 of 3: first: passed, in \d+\.\d s$/),
    '== 2 of 3: second',
    'two',
    expect.stringMatching(/^== 2 of 3: second: FAILED: second, in \d+\.\d s$/),
    '== 3 of 3: third and more',
    'three and more',
    duration,
    duration,
    expect.stringMatching(/^ {3}1 of 3: first: passed, /),
    expect.stringMatching(/^ {3}2 of 3: second: FAILED: second, /),
    expect.stringMatching(/^ {3}3 of 3: third and more: passed, /),
  ])
})

test('scripts with a comma between them run at once, and what each says stays together', () => {
  const { status, lines } = runPhases(
    { slow: 'echo slow begins; sleep 1; echo slow ends', quick: 'sleep 0.3; echo quick' },
    'slow,quick',
  )
  expect(status).toBe(0)
  expect(lines.slice(1, 4)).toEqual(['quick', 'slow begins', 'slow ends'])
})

test('a script that is not there has failed', () => {
  const { status, lines } = runPhases({}, 'nothing')
  expect(status).toBe(1)
  expect(lines.at(-1)).toMatch(/1 of 1: nothing: FAILED: nothing/)
})
