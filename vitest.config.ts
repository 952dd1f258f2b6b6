import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'unit', include: ['scanner/**/*.test.ts'], exclude: ['scanner/oracle/**'], testTimeout: 60_000 },
      },
      // against a real kernel tree: takes minutes, and needs PINWATCH_KERNEL
      {
        test: {
          name: 'oracle',
          include: ['scanner/oracle/**/*.test.ts'],
          testTimeout: 1_200_000,
          hookTimeout: 1_200_000,
        },
      },
    ],
  },
})
