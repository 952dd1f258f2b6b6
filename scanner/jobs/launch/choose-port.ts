import { createServer } from 'node:net'
import { findListener } from './find-listener.ts'
import { LaunchError } from './launch-error.ts'

const defaultPort = 3000
const portsTried = 100

export interface ChosenPort {
  readonly port: number
  /** Who has the port that would have been taken; `null` if nobody has. */
  readonly insteadOf: string | null
}

/**
 * The port that was asked for, else 3000, else the next one that is free. Throws `LaunchError` if the one that was asked for is taken, or
 * nothing can listen on `host`.
 */
export async function choosePort(host: string, asked: number | null): Promise<ChosenPort> {
  const wanted = asked ?? defaultPort
  if (await isFree(host, wanted)) return { port: wanted, insteadOf: null }
  const holder = await findListener(wanted)
  const free = await nextFree(host, wanted + 1)
  if (asked === null && free !== null) return { port: free, insteadOf: holder ?? 'another program' }
  const hint = free === null ? 'Set PORT to a free one.' : `${free} is free: set PORT=${free}.`
  throw new LaunchError(`Port ${wanted} is taken${holder === null ? '' : ` by ${holder}`}. ${hint}`)
}

async function nextFree(host: string, from: number): Promise<number | null> {
  for (let port = from; port < from + portsTried && port <= 65535; port++) if (await isFree(host, port)) return port
  return null
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return resolve(false)
      reject(new LaunchError(explain(host, port, error), { cause: error }))
    })
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

function explain(host: string, port: number, error: NodeJS.ErrnoException): string {
  if (error.code === 'EACCES') return `Port ${port} is for the system alone. Set PORT to one above 1023.`
  return `HOST is ${JSON.stringify(host)}: this machine cannot listen there (${error.code ?? error.message}). Set HOST to one of its addresses, or leave it out.`
}
