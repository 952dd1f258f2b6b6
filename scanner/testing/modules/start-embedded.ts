import { type EmbeddedOptions, startEmbedded } from '#prisma/embedded/start-embedded.ts'

// a process that starts a server, says which, and lives until it is killed
const options: EmbeddedOptions = JSON.parse(process.argv[2] ?? '')
try {
  const { url, pid, adopted } = await startEmbedded(options)
  process.stdout.write(`${JSON.stringify({ url, pid, adopted })}\n`)
} catch (error) {
  const { code, message } = error as Error & { code?: string }
  process.stdout.write(`${JSON.stringify({ code, message })}\n`)
}
setInterval(() => {}, 1000)
