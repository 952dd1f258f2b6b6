import { readdirSync, readFileSync } from 'node:fs'
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

/** Changes what the files after it would see in the same process, or looks at the process itself. */
const changesItsProcess =
  /\bvi\.(?:mock|stub\w+|spyOn|useFakeTimers)\(|testing\/(?:run-here|start-all|start-pinwatch|spawn-module)\.ts|memoryUsage|globalThis/

/** Test files that have a process of their own, which costs each of them the loading of everything. */
const apart = ['scanner', 'prisma', 'app']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  .filter((path) => /\.test\.tsx?$/.test(path) && changesItsProcess.test(readFileSync(path, 'utf8')))

const unit = {
  exclude: ['scanner/oracle/**', ...long],
  setupFiles: ['scanner/testing/end-file-setup.ts'],
  testTimeout: 180_000,
  // the first test that needs a database starts the server in a hook
  hookTimeout: 180_000,
}

export default defineConfig({
  test: {
    // lazily: a run that needs no database has none
    globalSetup: ['scanner/testing/test-server-setup.ts'],
    maxWorkers: workers,
    reporters: [
      new FileProgress(),
      ...(results === undefined ? [] : [['json', { outputFile: join(results, 'vitest.json') }] as ['json', object]]),
    ],
    projects: [
      {
        test: {
          ...unit,
          name: 'unit',
          include: ['scanner/**/*.test.ts', 'prisma/**/*.test.ts', 'app/**/*.test.{ts,tsx}'],
          exclude: [...unit.exclude, ...apart],
          isolate: false,
        },
      },
      { test: { ...unit, name: 'unit-apart', include: apart } },
      // starts of everything and backfills, killed at moments of chance: `npm run test:long`
      {
        test: {
          name: 'long',
          include: long,
          setupFiles: ['scanner/testing/end-file-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      // against a real kernel tree: takes minutes, and needs PINWATCH_KERNEL
      {
        test: {
          name: 'oracle',
          include: ['scanner/oracle/**/*.test.ts'],
          globalSetup: ['scanner/oracle/kernel-cache-setup.ts'],
          setupFiles: ['scanner/testing/end-file-setup.ts'],
          testTimeout: 1_200_000,
          hookTimeout: 1_200_000,
        },
      },
    ],
  },
})
