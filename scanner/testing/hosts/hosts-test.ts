import { type TestAPI, test } from 'vitest'
import { isWholeRun } from '../long-run.ts'
import { findObstacle } from './open-network.ts'
import { findDebianPostgres } from './start-postgres.ts'

const obstacle = findObstacle() ?? (findDebianPostgres() === null ? "Debian's postgresql is not installed" : null)
if (obstacle !== null) console.log(`Tests with several hosts are skipped: ${obstacle}.`)

/** A test that makes hosts, which takes minutes: skipped with the reason where there can be none, unless PINWATCH_HOSTS_TESTS=1 insists on it. */
export const hostsTest = (name: string, run: () => Promise<void>): void => {
  const isWanted = obstacle === null || process.env.PINWATCH_HOSTS_TESTS === '1'
  const title = isWanted ? name : `${name} (skipped: ${obstacle})`
  const declare: TestAPI | TestAPI['skip'] = isWanted ? test : test.skip
  declare(title, run, 300_000)
}

/** The same of a test that takes many minutes: only in a whole run, and skipped in a sample of it. */
export const longHostsTest = (name: string, run: () => Promise<void>): void => {
  const isWanted = isWholeRun && (obstacle === null || process.env.PINWATCH_HOSTS_TESTS === '1')
  const declare: TestAPI | TestAPI['skip'] = isWanted ? test : test.skip
  declare(`${name}${isWanted ? '' : ` (skipped: ${obstacle ?? 'only in a whole run'})`}`, run, 900_000)
}
