import { setFlagsFromString } from 'node:v8'

/**
 * Lets the engine see more of a function before it compiles it for speed. A scan is over in seconds, and much of what the engine of Node 20
 * compiles early it compiles again: of a point release, reading and linking take a fifth to a quarter less processor time so. A larger budget, and other
 * flags (baseline code at once, larger young generations, Maglev), gained nothing more. Later engines have other stages and are left alone.
 */
export function calmEngine(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=500000')
}
