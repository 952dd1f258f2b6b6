#!/usr/bin/env node
// `run-phases.mjs PHASE…`: runs npm scripts one after the other and says of each where it stands, when it begins and how it ended. A phase is a script
// with its arguments (`'unit --project oracle'`); several with commas between them run at once, and each is told whole when it ends. One that fails keeps no
// other from running: all that is wrong is known after one run. Exit code 1 if any failed.
import { spawn } from 'node:child_process'
import { formatDuration } from './format-duration.mjs'

const phases = process.argv.slice(2).map((phase) => phase.split(',').map((script) => script.trim()))
if (phases.length === 0) {
  console.error('usage: run-phases.mjs SCRIPT[,SCRIPT…]…')
  process.exit(2)
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
let isEnding = false
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    isEnding = true
    for (const child of running) child.kill(signal)
  })
}

/**
 * Runs one script to its end. Alone, it has the terminal; beside others, what it says is held back until it ends.
 * @param {string} script
 * @param {boolean} isAlone
 * @returns {Promise<boolean>} whether it passed
 */
function run(script, isAlone) {
  const [name = '', ...args] = script.split(' ')
  const child = spawn('npm', ['run', '--silent', name, '--', ...args], {
    stdio: isAlone ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  /** @type {Buffer[]} */
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk))
  return new Promise((resolve) => {
    const end = (/** @type {boolean} */ isPassed) => {
      running.delete(child)
      process.stdout.write(Buffer.concat(said))
      resolve(isPassed)
    }
    child.on('error', (error) => {
      said.push(Buffer.from(`npm run ${name}: ${error.message}\n`))
      end(false)
    })
    child.on('close', (code) => end(code === 0))
  })
}

const begun = performance.now()
/** @type {{ title: string, failed: string[], ms: number }[]} */
const told = []
for (const [at, scripts] of phases.entries()) {
  if (isEnding) break
  const title = `${at + 1} of ${phases.length}: ${scripts.join(', ')}`
  console.log(`\n== ${title}`)
  const start = performance.now()
  const passed = await Promise.all(scripts.map((script) => run(script, scripts.length === 1)))
  const failed = scripts.filter((_, index) => !passed[index])
  told.push({ title, failed, ms: performance.now() - start })
  const how = failed.length === 0 ? 'passed' : `FAILED: ${failed.join(', ')}`
  console.log(`== ${title}: ${how}, in ${formatDuration(performance.now() - start)}`)
}

console.log(`\n== all, in ${formatDuration(performance.now() - begun)}`)
for (const { title, failed, ms } of told)
  console.log(`   ${title}: ${failed.length === 0 ? 'passed' : `FAILED: ${failed.join(', ')}`}, ${formatDuration(ms)}`)
if (isEnding) console.log('   ended before all ran')
process.exitCode = isEnding || told.some(({ failed }) => failed.length > 0) ? 1 : 0
