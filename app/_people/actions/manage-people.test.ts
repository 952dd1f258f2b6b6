import { beforeEach, expect, test } from 'vitest'
import type { Actor, Origin } from '#app/_people/actor.ts'
import type { AccountRole } from '#app/_people/permissions.ts'
import { getActor } from '#app/_people/queries/get-actor.ts'
import { makeAccount } from '#app/_people/testing/people-world.ts'
import type { Database } from '#prisma/client.ts'
import { makeFirstAdminToken } from '#scanner/store/first-admin-link.ts'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { becomeFirstAdmin } from './become-first-admin.ts'
import { changeRole, forgetPerson } from './manage-people.ts'
import { recordAudit } from './record-audit.ts'

let db: Database
beforeEach(async () => {
  db = (await openTestDatabase()).db
})

async function originOf(role: AccountRole, email?: string): Promise<Origin & { readonly actor: Actor }> {
  const { userId } = await makeAccount(db, role, email)
  const actor = await getActor(db, userId)
  if (actor === null) throw new Error('the account was not made')
  return { actor, via: 'page', address: null }
}
const rolesOf = async () =>
  (await db.user.findMany({ orderBy: { email: 'asc' }, select: { role: true } })).map(({ role }) => role)

test('the link of the first start makes one admin, once', async () => {
  const [first, second] = [
    await originOf('contributor', 'a@example.org'),
    await originOf('contributor', 'b@example.org'),
  ]
  const token = await makeFirstAdminToken(db)
  await expect(becomeFirstAdmin(db, first, `${token}x`)).rejects.toMatchObject({ status: 403 })
  await becomeFirstAdmin(db, first, token ?? '')
  await expect(becomeFirstAdmin(db, second, token ?? '')).rejects.toMatchObject({ status: 403 })
  expect(await rolesOf()).toEqual(['admin', 'contributor'])
  // and the next start prints none
  expect(await makeFirstAdminToken(db)).toBeNull()
})

test('two who open that link at once are one admin', async () => {
  const origins = [await originOf('contributor', 'a@example.org'), await originOf('contributor', 'b@example.org')]
  const token = (await makeFirstAdminToken(db)) ?? ''
  const outcomes = await Promise.allSettled(
    origins.map((origin) => db.$transaction((tx) => becomeFirstAdmin(tx, origin, token))),
  )
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect((await rolesOf()).toSorted()).toEqual(['admin', 'contributor'])
})

test('a link of an earlier start, and one that is too old, make nobody an admin', async () => {
  const origin = await originOf('contributor')
  const earlier = (await makeFirstAdminToken(db)) ?? ''
  const token = (await makeFirstAdminToken(db)) ?? ''
  await expect(becomeFirstAdmin(db, origin, earlier)).rejects.toMatchObject({ status: 403 })
  await db.verification.updateMany({ data: { expiresAt: new Date(0) } })
  await expect(becomeFirstAdmin(db, origin, token)).rejects.toMatchObject({ status: 403 })
})

test('the last admin can neither step back nor be forgotten', async () => {
  const admin = await originOf('admin')
  await expect(changeRole(db, admin, admin.actor.userId, 'reader')).rejects.toMatchObject({ status: 409 })
  await expect(forgetPerson(db, admin, admin.actor.userId)).rejects.toMatchObject({ status: 409 })
  expect(await rolesOf()).toEqual(['admin'])
})

test('of two admins who demote or forget each other at once one stays', async () => {
  const [one, other] = [await originOf('admin', 'a@example.org'), await originOf('admin', 'b@example.org')]
  await Promise.allSettled([
    db.$transaction((tx) => changeRole(tx, one, other.actor.userId, 'contributor')),
    db.$transaction((tx) => forgetPerson(tx, other, one.actor.userId)),
  ])
  expect(await db.user.count({ where: { role: 'admin' } })).toBe(1)
})

test('nobody but an admin changes roles, and nobody else forgets others', async () => {
  const [contributor, victim] = [
    await originOf('contributor', 'a@example.org'),
    await originOf('reader', 'b@example.org'),
  ]
  const { userId } = victim.actor
  await expect(changeRole(db, contributor, contributor.actor.userId, 'admin')).rejects.toMatchObject({ status: 403 })
  await expect(changeRole(db, contributor, userId, 'contributor')).rejects.toMatchObject({ status: 403 })
  await expect(forgetPerson(db, contributor, userId)).rejects.toMatchObject({ status: 403 })
})

test('whoever is forgotten leaves a pseudonym, and nothing else of the trail changes', async () => {
  await originOf('admin')
  const gone = await originOf('contributor', 'gone@example.org')
  await recordAudit(db, gone, { action: 'note.written', subject: 'note 1' })
  const before = await db.auditEntry.findMany({ orderBy: { id: 'asc' } })
  await forgetPerson(db, gone, gone.actor.userId)
  const after = await db.auditEntry.findMany({ orderBy: { id: 'asc' } })
  expect(after.slice(0, before.length)).toEqual(before)
  const person = await db.participant.findUniqueOrThrow({ where: { id: gone.actor.participantId } })
  expect(person).toMatchObject({ email: null, userId: null, name: expect.stringMatching(/^Somebody [\da-f]{8}$/) })
  expect(await db.apiToken.count({ where: { userId: gone.actor.userId } })).toBe(0)
  const kept = JSON.stringify([await db.user.findMany(), await db.participant.findMany(), after])
  expect(kept).not.toContain('gone@example.org')
})
