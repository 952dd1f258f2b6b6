import { z } from 'zod/mini'
import { listKnownIssues } from '#scanner/github/list-known-issues.ts'
import { planTakeBack } from '#scanner/github/plan-take-back.ts'
import { type SyncedIssue, syncIssues } from '#scanner/github/sync-issues.ts'
import { type AssignedSite, wantedAssignments } from '#scanner/github/wanted-assignment.ts'
import { isLoopback } from '#scanner/jobs/launch/is-loopback.ts'
import { printable } from '#scanner/model/printable.ts'
import { type AskServer, askServer } from '../ask-server.ts'
import type { GithubAssignmentsFlags } from '../commands/github-assignments.ts'
import type { CliContext } from '../context.ts'
import { connectGithub } from '../github/connect-github.ts'

const claimSchema = z.object({
  id: z.string(),
  site: z.string(),
  path: z.nullable(z.string()),
  line: z.nullable(z.number()),
  function: z.nullable(z.string()),
  api: z.nullable(z.string()),
  person: z.string(),
  name: z.string(),
  state: z.string(),
  due: z.nullable(z.string()),
})
const pageSchema = z.object({ items: z.array(claimSchema), next: z.nullable(z.string()) })

export async function githubAssignments(
  this: CliContext,
  { server, tree, login = [], bothWays = false }: GithubAssignmentsFlags,
): Promise<void> {
  const { process } = this
  const ask = askServer(this, server)
  const { github, repository } = await connectGithub(process)
  const logins = new Map(login)
  const at = `/trees/${encodeURIComponent(tree)}/claims`
  let claims = await listClaims(ask, at)
  if (bothWays) {
    const known = await listKnownIssues(github, repository, 'assignment')
    const { withdrawn, handedOver } = planTakeBack(claims, known, logins)
    // first what is taken on: cut off in between, sites have two people and not none
    for (const { person, sites } of handedOver) {
      await ask('POST', at, { sites, person })
      process.stdout.write(`handed over: ${sites.length} to ${printable(person)}\n`)
    }
    for (const { id, person, site } of withdrawn) {
      await ask('DELETE', `/claims/${encodeURIComponent(id)}`)
      process.stdout.write(`given back: ${site} by ${printable(person)}\n`)
    }
    if (withdrawn.length > 0) claims = await listClaims(ask, at)
  }
  const wanted = wantedAssignments(claims, { siteUrl: siteUrlOf(server, tree), logins })
  await syncIssues(github, repository, { kind: 'assignment', wanted, scope: null, onIssue: print })

  function print({ number, done, title, unassignable }: SyncedIssue): void {
    process.stdout.write(`#${number} ${done}: ${printable(title)}\n`)
    if (unassignable !== undefined)
      process.stderr.write(
        `#${number}: GitHub does not let it be assigned to ${printable(unassignable)}: they, or the token, lack access to the repository.\n`,
      )
  }
}

async function listClaims(ask: AskServer, at: string): Promise<readonly AssignedSite[]> {
  const query = new URLSearchParams({ state: 'claimed,posted,done', limit: '1000' })
  const claims: AssignedSite[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    if (cursor !== '') query.set('cursor', cursor)
    const page: z.infer<typeof pageSchema> = pageSchema.parse(await ask('GET', `${at}?${query}`))
    claims.push(...page.items)
    cursor = page.next
  }
  return claims
}

/** Pages of a server that others can reach. */
function siteUrlOf(server: string | undefined, tree: string): ((key: string) => string) | null {
  if (server === undefined || isLoopback(new URL(server).hostname.replace(/^\[|\]$/g, ''))) return null
  return (key) => `${server}/${encodeURIComponent(tree)}/sites/${key}`
}
