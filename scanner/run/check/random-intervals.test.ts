import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScratch, type Scratch } from '#scanner/git/open-scratch.ts'
import { random, repetitions } from '#scanner/testing/long-run.ts'
import { runTestGit } from '#scanner/testing/make-repository.ts'
import { openSession, type Session } from '../open-session.ts'
import { checkIn } from './check-range.ts'
import { composeRange } from './resolve-range.ts'

/**
 * A git repository of a kernel, and two of its point releases between which nobody added an unconverted call or a mismatch:
 * `PINWATCH_KERNEL_STEP=v6.1.170..v6.1.192`.
 */
const kernel = process.env.PINWATCH_KERNEL
const [from = '', to = ''] = (process.env.PINWATCH_KERNEL_STEP ?? '').split('..')
/** Commits that what differs is cut into. */
const cuts = 40

let scratch: Scratch
let session: Session
/** The first release, and after each cut. */
let commits: readonly string[]

beforeAll(async () => {
  if (kernel === undefined || to === '') return
  scratch = await openScratch(kernel)
  const idOf = (revision: string) => runTestGit(kernel, ['rev-parse', `${revision}^{commit}`])
  commits = cut(scratch.directory, idOf(from), idOf(to))
  session = await openSession(scratch.directory, { cacheHome: null, workerEntry: null })
}, 1_200_000)
afterAll(async () => {
  session?.close()
  await scratch?.close()
})

test.skipIf(kernel === undefined || to === '')(
  'no interval of a real point release, however it is cut, has an error',
  async () => {
    const seen: string[] = []
    for (let count = 0; count < repetitions(100); count++) {
      const [first, last] = chooseTwo(commits.length)
      const [base = '', head = ''] = [commits[first], commits[last]]
      const range = await composeRange(
        scratch.directory,
        { revision: 'base', commit: base },
        { oid: head, name: 'head' },
      )
      const { findings } = await checkIn(session, range)
      for (const { severity, kind, site } of findings)
        seen.push(`${first}..${last} ${severity} ${kind} ${site.path}:${site.line} ${site.api}`)
    }
    console.log(
      `${repetitions(100)} intervals: ${seen.length} findings, of any weight\n${[...new Set(seen)].join('\n')}`,
    )
    expect(seen.filter((line) => / error /.test(line))).toEqual([])
  },
  7_200_000,
)

function chooseTwo(length: number): readonly [number, number] {
  const one = Math.floor(random() * length)
  const other = (one + 1 + Math.floor(random() * (length - 1))) % length
  return [Math.min(one, other), Math.max(one, other)]
}

/**
 * Commits that lead from one release to the other, each with all that changed in some directories: files that change together stay together,
 * as in a patch. Nothing is checked out.
 */
function cut(directory: string, first: string, last: string): readonly string[] {
  const git = (command: readonly string[], input?: string) => runTestGit(directory, command, input)
  const groups = new Map<string, string[]>()
  const fields = git(['diff-tree', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', first, last]).split('\0')
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, mode = '', , oid = ''] = (fields[at] ?? '').split(' ')
    const path = fields[at + 1] ?? ''
    const group = path.split('/').slice(0, -1).slice(0, 3).join('/')
    groups.set(group, [...(groups.get(group) ?? []), `${mode} ${oid}\t${path}`])
  }
  const order = [...groups.values()].map((entries) => ({ entries, place: random() })).sort((a, b) => a.place - b.place)
  git(['read-tree', first])
  const made = [first]
  for (let number = 0; number < cuts; number++) {
    const entries = order.filter((_group, index) => index % cuts === number).flatMap(({ entries: all }) => all)
    git(['update-index', '--index-info'], `${entries.join('\n')}\n`)
    const message = `part ${number + 1}`
    made.push(git(['commit-tree', git(['write-tree']), '-p', made.at(-1) ?? '', '-m', message]))
  }
  return made
}
