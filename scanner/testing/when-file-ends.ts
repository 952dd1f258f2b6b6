/** What a test file has begun and nobody has ended yet. */
const acts: (() => unknown)[] = []

/**
 * Does this when the test file that runs has ended, the last one first. Modules outlive a file (`vitest.config.ts`), so what helps many files
 * cannot say `afterAll` when it is loaded: that would be the end of the first of them alone.
 */
export function whenFileEnds(act: () => unknown): void {
  acts.push(act)
}

/** Every one is done, whichever of them fails; throws what the first of those has thrown. */
export async function endFile(): Promise<void> {
  const errors: unknown[] = []
  for (const act of acts.splice(0).reverse()) {
    try {
      await act()
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw errors[0]
}
