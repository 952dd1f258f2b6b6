import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// the engine as WebAssembly from npm: nothing is downloaded, on any platform
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL('./prisma/schema-engine.mjs', import.meta.url))

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // generating needs none; what works on a database says which
  datasource: { url: process.env.DATABASE_URL || 'postgresql://nobody@127.0.0.1:9/none' },
})
