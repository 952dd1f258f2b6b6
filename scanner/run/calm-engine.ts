import { setFlagsFromString } from 'node:v8'

/** What a compiler for speed may do to make code better that runs for long, and costs more than it gives in a scan of some seconds. */
const thorough = ['--no-turbo-escape', '--no-turbo-load-elimination', '--max-inlined-bytecode-size-cumulative=150']

/**
 * Lets the engine see more of a function before it compiles it for speed. A scan is over in seconds, and much of what the engine of Node 20
 * compiles early it compiles again: of a point release, reading and linking take a fifth to a quarter less processor time so. A larger budget, and other
 * flags (baseline code at once, larger young generations, Maglev), gained nothing more. Later engines have other stages and are left alone.
 *
 * A process that is there for one answer (`once`) compiles less thoroughly too: reading a kernel's 632 files took 2.5 s of processor time
 * instead of 2.8 s so, and 211 of them 1.1 s instead of 1.5 s. The second time over, it takes 1.5 s instead of 1.35 s.
 */
export function calmEngine(stays: 'once' | 'for-more'): void {
  if (!process.versions.v8.startsWith('11.')) return
  setFlagsFromString('--interrupt-budget=500000')
  if (stays === 'once') for (const flag of thorough) setFlagsFromString(flag)
}
