import { expect, test } from 'vitest'
import { openAdmission } from './admission.ts'

test('so many at a time, some wait in their order, and the rest is told at once', async () => {
  const { enter, load } = openAdmission({ workingMax: 2, waitingMax: 1, waitMsMax: 60_000 })
  const first = await enter()
  await enter()
  const waiting = enter()
  expect(load()).toEqual({ working: 2, waiting: 1 })
  expect(await enter()).toBeNull()
  first?.()
  // leaving twice makes no room twice
  first?.()
  expect(await waiting).not.toBeNull()
  expect(load()).toEqual({ working: 2, waiting: 0 })
})

test('whoever waited too long gets no place, and takes none', async () => {
  const { enter, load } = openAdmission({ workingMax: 1, waitingMax: 5, waitMsMax: 5 })
  const leave = await enter()
  expect(await enter()).toBeNull()
  leave?.()
  expect(load()).toEqual({ working: 0, waiting: 0 })
  expect(await enter()).not.toBeNull()
})
