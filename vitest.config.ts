import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import FileProgress from './scanner/testing/phases/file-progress.ts'

/** Folder for results that a program reads. */
const results = process.env.PINWATCH_RESULTS

/**
 * One more than there are processors, since many tests wait for a process or the database; the runner's own choice, one less, is a single one on
 * two. Bounded by the connections that the database of the tests takes. VITEST_MAX_WORKERS wins.
 */
const workers = Math.min(availableParallelism() + 1, 12)

/** Kills by the dozen, and what else takes minutes. */
const long = [
  'scanner/cli/start-killed.test.ts',
  'scanner/jobs/backfill-killed.test.ts',
  'scanner/run/check/random-intervals.test.ts',
  'scanner/store/publish-killed.test.ts',
  'scanner/jobs/hosts/**/*.test.ts',
  'e2e/fuzz/*.test.ts',
  '**/*.long.test.ts',
]

export default defineConfig({
  test: {
    maxWorkers: workers,
    reporters: [
      new FileProgress(),
      ...(results === undefined ? [] : [['json', { outputFile: join(results, 'vitest.json') }] as ['json', object]]),
    ],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['scanner/**/*.test.ts', 'prisma/**/*.test.ts', 'app/**/*.test.{ts,tsx}'],
          exclude: ['scanner/oracle/**', ...long],
          globalSetup: ['scanner/testing/test-server-setup.ts'],
          testTimeout: 180_000,
          // the first test that needs a database starts the server in a hook
          hookTimeout: 180_000,
        },
      },
      // starts of everything and backfills, killed at moments of chance: `npm run test:long`
      {
        test: {
          name: 'long',
          include: long,
          globalSetup: ['scanner/testing/test-server-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      // against a real kernel tree: takes minutes, and needs PINWATCH_KERNEL
      {
        test: {
          name: 'oracle',
          include: ['scanner/oracle/**/*.test.ts'],
          globalSetup: ['scanner/oracle/kernel-cache-setup.ts'],
          testTimeout: 1_200_000,
          hookTimeout: 1_200_000,
        },
      },
    ],
  },
})
