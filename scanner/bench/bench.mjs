// Starts the bench from its TypeScript sources: bundles it into a folder of its own and runs it there. Unlike the
// product's launcher it keeps nothing: fifty milliseconds do not matter to something that runs for minutes.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const root = dirname(dirname(here))
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'pinwatch-bench-code-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

try {
  const { bundle } = await import('../bundle.mjs')
  await bundle({
    // a process of its own times linking, so that it is as cold there as it is in the product
    entryPoints: {
      bench: join(here, 'bench.ts'),
      'time-linking': join(here, 'time-linking.ts'),
      'run-backfill': join(here, 'backfill', 'run-backfill.ts'),
    },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
  })
  const { main } = await import(pathToFileURL(join(folder, 'bench.mjs')).href)
  process.exitCode = await main({ root, code: folder, inputs: process.argv.slice(2) })
} catch (error) {
  process.stderr.write(`bench: could not start: ${error?.message ?? error}\nRun npm ci in ${root} and try again.\n`)
  process.exitCode = 2
}
