import { judgeTree } from '#scanner/judge/judge-tree.ts'
import { linkTree } from '#scanner/link/link-tree.ts'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import type { SourceFile } from '#scanner/model/linked.ts'
import { scanRevision } from '#scanner/run.ts'
import { multiplyFacts } from './multiply-facts.ts'

/** What this program prints: how long linking took, and how many blobs had to be read for want of known facts. */
export interface LinkingTime {
  readonly linkMs: number
  readonly read: number
}

// node time-linking.mjs REPO COMMIT HOME [TIMES]: scans with known facts and prints a LinkingTime as JSON; with TIMES
// it links a tree of so many times the facts instead. The product has no flag for it: nobody else asks.
const [repo = '', rev = '', cacheHome = '', times = '1'] = process.argv.slice(2)
const scan = await scanRevision({ repo, rev, include: [], cacheHome, workerEntry: null })
scan.repository.close()
const linkMs = times === '1' ? scan.linkMs : linkMany(multiplyFacts(scan.tree.files, Number(times)))
const time: LinkingTime = { linkMs, read: scan.blobs.read }
process.stdout.write(JSON.stringify(time))

function linkMany(files: readonly SourceFile[]): number {
  const started = performance.now()
  judgeTree(linkTree(files, apiByName), apiByName)
  return performance.now() - started
}
