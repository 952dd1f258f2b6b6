import { runScan } from '#scanner/jobs/run-scan.ts'
import { claimScan } from '#scanner/store/claim-scan.ts'
import { openStore } from '#scanner/store/open-store.ts'

// a process that runs a scan as a worker does, and says how it ended; to be killed, or to lose its database
const [url = '', scanId = '', home = ''] = process.argv.slice(2)
const db = openStore(url)
try {
  const claimed = await claimScan(db, Number(scanId))
  if (claimed.kind !== 'claimed') throw new Error(claimed.kind)
  process.stdout.write('begun\n')
  const outcome = await runScan(db, claimed.scan, { home, workerEntry: null, signal: new AbortController().signal })
  process.stdout.write(`${outcome.kind}\n`)
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : error}\n`)
}
process.exit()
