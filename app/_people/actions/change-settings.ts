import { getSettings } from '#app/_data/get-settings.ts'
import { type Settings, settingNames } from '#app/_data/settings.ts'
import type { Origin } from '#app/_people/actor.ts'
import { may } from '#app/_people/permissions.ts'
import { forbidden, Refusal } from '#app/_people/refusal.ts'
import { readSignIn } from '#app/_people/sign-in-settings.ts'
import type { Transaction } from '#prisma/client.ts'
import { recordAudit } from './record-audit.ts'

/** Changes what holds for the whole server; an entry of the audit for each setting that is another one then. Throws `Refusal`. */
export async function changeSettings(tx: Transaction, origin: Origin, wanted: Settings): Promise<void> {
  if (!may(origin.actor.role, 'change settings')) throw forbidden('Only an admin may.')
  if (wanted['account-to-read'] && readSignIn(process.env) === null)
    throw new Refusal(
      422,
      'Nobody could read',
      'Reading can take an account only where people sign in: set AUTH_SECRET and a way to do so first.',
    )
  const before = await getSettings(tx)
  for (const name of settingNames) {
    const value = wanted[name]
    if (value === before[name]) continue
    await tx.setting.upsert({
      where: { name },
      create: { name, value },
      update: { value, updatedAt: new Date() },
      select: { name: true },
    })
    await recordAudit(tx, origin, {
      action: 'setting.changed',
      subject: `setting ${name}`,
      before: { value: before[name] },
      after: { value },
    })
  }
}
