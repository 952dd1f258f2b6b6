import { applyMigrations } from '#prisma/migrate.ts'

const [url = '', directory = ''] = process.argv.slice(2)
await applyMigrations(url, directory)
