import { expect, test, vi } from 'vitest'
import { PrismaClient } from './prisma-of-process.ts'

test('who loads the code of the client once more, as another bundle does, gets that which was there', async () => {
  vi.resetModules()
  const loadedAgain = await import('./generated/client.ts')
  const another = await import('./prisma-of-process.ts')
  expect(loadedAgain.PrismaClient).not.toBe(PrismaClient)
  expect(another.PrismaClient).toBe(PrismaClient)
})
