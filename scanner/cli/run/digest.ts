import { explainDatabaseError } from '#prisma/explain-database-error.ts'
import { getDigest } from '#prisma/telling/get-digest.ts'
import { parseEnvironment } from '#scanner/environment.ts'
import { urlOf } from '#scanner/jobs/launch/is-loopback.ts'
import { composeDigest } from '#scanner/model/telling/compose-digest.ts'
import { formatMail } from '#scanner/model/telling/format-mail.ts'
import { senderOf } from '#scanner/model/telling/sender-of.ts'
import { whyNothing } from '#scanner/model/telling/why-nothing.ts'
import { openStore } from '#scanner/store/open-store.ts'
import type { DigestFlags } from '../commands/digest.ts'
import type { CliContext } from '../context.ts'
import { findDatabase } from '../database-address.ts'
import { writeAll } from '../output.ts'
import { UsageError } from '../usage-error.ts'

const reasons = {
  'no-tree': (flags: DigestFlags) => `there is no tree ${JSON.stringify(flags.tree)}. Its address names it, as /linux.`,
  'no-revision': (flags: DigestFlags) => `no revision of ${flags.tree} is scanned yet.`,
  'no-section': (flags: DigestFlags) =>
    `no section of MAINTAINERS with a site is called ${JSON.stringify(flags.section)} in ${flags.tree}.`,
} as const

export async function digest(this: CliContext, flags: DigestFlags): Promise<void> {
  const { env, stdout } = this.process
  const used = ['PINWATCH_HOME', 'DATABASE_URL', 'HOST', 'PORT', 'PINWATCH_URL', 'MAIL_FROM'] as const
  const environment = parseEnvironment(env, this.root, used)
  const url = environment.publicUrl ?? urlOf(environment.host, environment.port ?? 3000)
  const db = openStore(await findDatabase(environment), { connectionsMax: 1 })
  try {
    const found = await getDigest(db, { slug: flags.tree, section: flags.section }).catch((error: unknown) => {
      throw explainDatabaseError('reading a digest', error)
    })
    if (found.state !== 'found') throw new UsageError(reasons[found.state](flags))
    const nothing = whyNothing(found.digest)
    if (nothing !== null) {
      this.process.stderr.write(`${nothing} There is no mail.\n`)
      return
    }
    const from = senderOf(environment.mailFrom, url)
    await writeAll(stdout, [formatMail(composeDigest(found.digest, { url, to: flags.to ?? null }), { url, from })])
  } finally {
    await db.$disconnect().catch(() => {})
  }
}
