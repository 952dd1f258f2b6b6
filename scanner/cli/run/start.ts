import { ScanRequestError } from '#prisma/request-scan.ts'
import { parseEnvironment } from '#scanner/environment.ts'
import { GitError } from '#scanner/git/git-error.ts'
import { checkWish } from '#scanner/jobs/check-wish.ts'
import { type LaunchTeller, launch, type WantedScan } from '#scanner/jobs/launch/launch.ts'
import { LaunchError } from '#scanner/jobs/launch/launch-error.ts'
import { nextWeb } from '#scanner/jobs/launch/next-web.ts'
import { watchParent } from '#scanner/jobs/launch/watch-parent.ts'
import { ScanTrouble } from '#scanner/jobs/scan-trouble.ts'
import type { StartFlags } from '../commands/start.ts'
import type { CliContext } from '../context.ts'
import { formatScan } from '../format/format-scan.ts'
import { formatScanned } from '../format/format-scanned.ts'
import { resolveSource } from '../resolve-source.ts'
import { makeTeller, type Teller } from '../show-scan.ts'
import { listenForStop } from '../stop-signals.ts'
import { UsageError } from '../usage-error.ts'

export async function start(this: CliContext, flags: StartFlags): Promise<void> {
  const { process, root, script } = this
  const environment = parseEnvironment(process.env, root)
  const teller = makeTeller(process.stderr)
  const scans = listScans(flags, process.cwd())
  for (const scan of scans) await check(scan, teller)
  const { stop, kill, trigger } = listenForStop(process)
  const unwatch = watchParent(process.env, trigger)
  kill.addEventListener('abort', () => setTimeout(() => process.exit(130), 200))
  try {
    await launch({
      environment,
      root,
      script,
      web: this.web ?? nextWeb(root, script),
      scans,
      teller: tell(process, teller),
      stop,
      kill,
    })
  } catch (error) {
    if (error instanceof LaunchError || error instanceof ScanRequestError) throw new UsageError(error.message)
    throw error
  } finally {
    unwatch()
    teller.end()
  }
}

function listScans({ repo = [], rev = [], tags = [], subdir, demo }: StartFlags, cwd: string): readonly WantedScan[] {
  const wanted = repo.map((written) => ({ source: resolveSource(written, cwd, subdir), revisions: rev, tags }))
  if (repo.length === 0 && !demo && rev.length + tags.length > 0)
    throw new UsageError('--rev and --tags say what to scan of a tree: name it with --repo.')
  // revisions are meant for the trees that were named; the demo's are only if there is no other
  const ofDemo = repo.length === 0 ? { revisions: rev, tags } : { revisions: [], tags: [] }
  return demo ? [...wanted, { source: 'demo', ...ofDemo }] : wanted
}

/** A wrong tree is told before anything long starts. One that cannot be reached now may be later: its scan will say. */
async function check(scan: WantedScan, teller: Teller): Promise<void> {
  try {
    await checkWish(scan)
  } catch (error) {
    if (error instanceof ScanTrouble) throw new UsageError(error.message)
    if (!(error instanceof GitError) || (error.code !== 'unreachable' && error.code !== 'interrupted')) throw error
    teller.say(error.message)
  }
}

function tell(process: NodeJS.Process, teller: Teller): LaunchTeller {
  return {
    say: (sentence) => teller.say(sentence),
    warn: (sentence) => teller.say(sentence),
    ready(url, isTracking) {
      teller.progress(null)
      process.stdout.write(`Pinwatch is at ${url}/\n`)
      teller.say(isTracking ? 'Ctrl-C ends it.' : 'Open it to add a kernel tree or the demo. Ctrl-C ends it.')
    },
    progress: (scan) => teller.progress(scan === null ? null : formatScan(scan)),
    scanned: (scan, summary, url) => teller.say(formatScanned(scan, summary, url)),
  }
}
