import { resolve } from 'node:path'
import { z } from 'zod'

/** An unset variable and an empty one are the same to a shell, and to us. */
const unset = z.literal('').transform(() => undefined)

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65535)

const databaseUrl = z.string().refine((value) => {
  try {
    const url = new URL(value)
    return /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1
  } catch {
    return false
  }
})

/** What each variable should be, as a sentence ends: "PORT is "http": it should be …". */
const expectations = {
  PINWATCH_HOME: 'a folder',
  DATABASE_URL: 'a Postgres address with a database, as postgresql://user:password@host:5432/pinwatch',
  HOST: 'an address to listen on, as 127.0.0.1',
  PORT: 'a port from 1 to 65535',
} as const

const schema = z.object({
  PINWATCH_HOME: unset.or(z.string().refine((value) => !value.includes('\0'))).optional(),
  DATABASE_URL: unset.or(databaseUrl).optional(),
  HOST: unset.or(z.string().regex(/^[\w.:%-]+$/)).optional(),
  PORT: unset.or(port).optional(),
})

/** The variables of the README's table, parsed. */
export interface Environment {
  /** Absolute folder of everything that Pinwatch keeps. */
  readonly home: string
  /** `null`: the embedded server's. */
  readonly databaseUrl: string | null
  readonly host: string
  /** `null`: nobody asked for one. */
  readonly port: number | null
}

export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError'
}

/** `root` is the folder of the project. Throws `EnvironmentError` with each wrong variable's name and what it should be. */
export function parseEnvironment(env: NodeJS.ProcessEnv, root: string): Environment {
  const parsed = schema.safeParse(env)
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map(({ path }) => String(path[0])))
    throw new EnvironmentError([...names].map((name) => describeWrong(name, env[name])).join('\n'))
  }
  const { PINWATCH_HOME, DATABASE_URL, HOST, PORT } = parsed.data
  return {
    home: resolve(PINWATCH_HOME ?? resolve(root, '.pinwatch')),
    databaseUrl: DATABASE_URL ?? null,
    host: HOST ?? '127.0.0.1',
    port: PORT ?? null,
  }
}

function describeWrong(name: string, value: string | undefined): string {
  const expected = name in expectations ? expectations[name as keyof typeof expectations] : 'something else'
  // an address may hold a password
  const shown = name === 'DATABASE_URL' ? 'is not what it should be:' : `is ${JSON.stringify(value)}; it should be`
  return `${name} ${shown} ${expected}.`
}
