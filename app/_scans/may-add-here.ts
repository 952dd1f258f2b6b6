import { may } from '#app/_people/permissions.ts'
import { currentActor } from '#app/_people/queries/current-actor.ts'
import { isReadOnly } from '#app/_people/sign-in-settings.ts'

/** Whether whoever asks for a page may add trees and look after scans: an admin, or the one owner on the machine itself. */
export async function mayAddHere(): Promise<boolean> {
  const actor = isReadOnly(process.env) ? null : await currentActor()
  return actor !== null && may(actor.role, 'manage trees') && may(actor.role, 'manage scans')
}
