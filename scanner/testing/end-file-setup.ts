import { afterAll } from 'vitest'
import { endFile } from './when-file-ends.ts'

// Vitest runs this before each file, and what is registered first ends last
afterAll(endFile, 180_000)
