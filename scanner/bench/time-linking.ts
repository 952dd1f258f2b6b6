import { scanRevision } from '#scanner/run.ts'

/** What this program prints: how long linking took, and how many blobs had to be read for want of known facts. */
export interface LinkingTime {
  readonly linkMs: number
  readonly read: number
}

// node time-linking.mjs REPO COMMIT HOME: scans with known facts and prints a LinkingTime as JSON. The product has no
// flag for it: nobody else asks.
const [repo = '', rev = '', cacheHome = ''] = process.argv.slice(2)
const scan = await scanRevision({ repo, rev, include: [], cacheHome, workerEntry: null })
scan.repository.close()
const time: LinkingTime = { linkMs: scan.linkMs, read: scan.blobs.read }
process.stdout.write(JSON.stringify(time))
