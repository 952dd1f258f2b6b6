import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { isAlive, untilDead } from '#scanner/testing/start-pinwatch.ts'
import { spawnChild } from './spawn-child.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

function spawnScript(text: string) {
  const script = join(makeFolder(), 'script.mjs')
  writeFileSync(script, text)
  const lines: string[] = []
  let heard: (line: string) => void = () => {}
  const first = new Promise<string>((resolve) => {
    heard = resolve
  })
  const child = spawnChild({
    root,
    args: [script],
    env: { PATH: process.env.PATH },
    onLine(line) {
      lines.push(line)
      heard(line)
    },
  })
  return { child, lines, first }
}

test('all that a child says is heard before it has ended', async () => {
  const { child, lines } = spawnScript('console.log("one"); console.error("two"); process.exitCode = 3')
  expect(await child.ended).toBe('code 3')
  expect(lines.toSorted()).toEqual(['one', 'two'])
})

test('a child that does not listen is made to end, with all that it started', async () => {
  const { child, first } = spawnScript(`import { spawn } from 'node:child_process'
process.on('SIGTERM', () => {})
console.log(spawn('sleep', ['60'], { stdio: 'ignore' }).pid)
setInterval(() => {}, 1000)
`)
  const grandchild = Number(await first)
  await child.stop(100)
  expect(await child.ended).toBe('SIGKILL')
  await untilDead(grandchild)
})

test('children of a child do not take it for the launcher', async () => {
  // as Next.js does it: node forks with the options it was given, and closes the channel
  const { child, first } = spawnScript(`import { fork } from 'node:child_process'
if (process.argv[2] === 'inner') {
  process.on('disconnect', () => {})
  setTimeout(() => { console.log('inner lives'); process.exit() }, 500)
} else {
  const inner = fork(process.argv[1], ['inner'], { stdio: 'inherit' })
  setTimeout(() => inner.disconnect(), 250)
}
`)
  expect(await first).toBe('inner lives')
  expect(await child.ended).toBe('code 0')
  expect(isAlive(child.pid)).toBe(false)
})
