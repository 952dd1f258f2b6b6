import { resolve } from 'node:path'
// the small build: every command parses its variables, and the whole library takes 15 ms to load
import * as z from 'zod/mini'
import { parseAddressRange } from '#scanner/network/address-ranges.ts'

/** An unset variable and an empty one are the same to a shell, and to us. */
function variable<T extends z.ZodMiniType>(schema: T) {
  const unset = z.pipe(
    z.literal(''),
    z.transform(() => undefined),
  )
  return z.optional(z.union([unset, schema]))
}

const port = z.pipe(
  z.string().check(z.regex(/^\d{1,5}$/)),
  z.pipe(
    z.transform((text: string) => Number(text)),
    z.number().check(z.gte(1), z.lte(65535)),
  ),
)

/** A whole number, from 1 to something. */
const count = (max: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d{1,7}$/)),
    z.pipe(
      z.transform((text: string) => Number(text)),
      z.number().check(z.gte(1), z.lte(max)),
    ),
  )

const webUrl = z.string().check(
  z.refine((value) => {
    if (!URL.canParse(value)) return false
    const { protocol, pathname, search, hash } = new URL(value)
    return /^https?:$/.test(protocol) && pathname === '/' && search + hash === ''
  }),
)

/** Of an Enterprise server it has a path. */
const apiUrl = z.string().check(
  z.refine((value) => {
    if (!URL.canParse(value)) return false
    const { protocol, search, hash } = new URL(value)
    return /^https?:$/.test(protocol) && search + hash === ''
  }),
)

function splitList(text: string): readonly string[] {
  return text.split(/[, ]+/).filter((one) => one !== '')
}

/** Names of hosts, by commas or blanks; in lower case, as browsers send them. */
const hostNames = z.pipe(
  z.string().check(z.regex(/^[\w.:,[\] -]+$/)),
  z.transform((text: string) => splitList(text.toLowerCase())),
)

/** Addresses, or ranges of them, by commas or blanks. */
const addressRanges = z.pipe(
  z.string().check(z.refine((text) => splitList(text).every((one) => parseAddressRange(one) !== null))),
  z.transform(splitList),
)

const databaseUrl = z.string().check(
  z.refine((value) => {
    if (!URL.canParse(value)) return false
    const url = new URL(value)
    return /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1
  }),
)

/** What each variable should be, as a sentence ends: "PORT is "http"; it should be …". */
const expectations = {
  PINWATCH_HOME: 'a folder',
  DATABASE_URL: 'a Postgres address with a database, as postgresql://user:password@host:5432/pinwatch',
  HOST: 'an address to listen on, as 127.0.0.1',
  PORT: 'a port from 1 to 65535',
  PINWATCH_URL: 'the address that people open, as https://pinwatch.example.org',
  PINWATCH_HOSTS: 'names of hosts, with commas between them',
  PINWATCH_PROXIES: 'addresses of proxies or ranges of them, as 10.0.0.0/8, with commas between them',
  PINWATCH_PRIVATE_HOSTS: 'names or addresses of hosts, with commas between them',
  METRICS_PORT: 'a port from 1 to 65535',
  METRICS_TOKEN: 'a secret of 16 characters or more',
  LOG_LEVEL: 'one of silent, error, warn, info, debug',
  PINWATCH_SCANS: 'a number from 1 to 64',
  PINWATCH_SCAN_SILENCE: 'seconds, from 1 to 100000',
  PINWATCH_GIT_SILENCE: 'seconds, from 1 to 100000',
  PINWATCH_READ_ONLY: '1, or nothing',
  AUTH_SECRET: '32 characters or more, as openssl rand -base64 33 prints them',
  GITHUB_URL: 'the address of GitHub, as https://github.com',
  GITHUB_API_URL: "the address of GitHub's API, as https://api.github.com",
  GITHUB_CLIENT_ID: 'the id of an OAuth app',
  GITHUB_CLIENT_SECRET: 'the secret of an OAuth app',
  GITHUB_WEBHOOK_SECRET: 'a secret of 16 characters or more',
  OIDC_ISSUER: 'the address of an OpenID provider, as https://id.example.org',
  OIDC_CLIENT_ID: 'the id that the OpenID provider knows us by',
  OIDC_CLIENT_SECRET: 'the secret that the OpenID provider gave us',
  SMTP_URL: 'the address of a mail server, as smtp://user:password@mail.example.org:587',
  MAIL_FROM: 'a mail address, as pinwatch@example.org',
} as const

export type VariableName = keyof typeof expectations

/** What commands that scan look at. */
export const scanVariables = [
  'PINWATCH_HOME',
  'DATABASE_URL',
  'PINWATCH_SCANS',
  'PINWATCH_SCAN_SILENCE',
  'PINWATCH_GIT_SILENCE',
] as const satisfies readonly VariableName[]

/** What tells people looks at. */
export const tellingVariables = [
  'PINWATCH_URL',
  'PINWATCH_PRIVATE_HOSTS',
  'SMTP_URL',
  'MAIL_FROM',
] as const satisfies readonly VariableName[]

const schema = z.object({
  PINWATCH_HOME: variable(z.string().check(z.refine((value) => !value.includes('\0')))),
  DATABASE_URL: variable(databaseUrl),
  HOST: variable(z.string().check(z.regex(/^[\w.:%-]+$/))),
  PORT: variable(port),
  PINWATCH_URL: variable(webUrl),
  PINWATCH_HOSTS: variable(hostNames),
  PINWATCH_PROXIES: variable(addressRanges),
  PINWATCH_PRIVATE_HOSTS: variable(hostNames),
  METRICS_PORT: variable(port),
  METRICS_TOKEN: variable(z.string().check(z.regex(/^\S{16,}$/))),
  LOG_LEVEL: variable(z.enum(['silent', 'error', 'warn', 'info', 'debug'])),
  PINWATCH_SCANS: variable(count(64)),
  PINWATCH_SCAN_SILENCE: variable(count(100_000)),
  // used by `git/watch-silence.ts`, in whatever thread
  PINWATCH_GIT_SILENCE: variable(count(100_000)),
  PINWATCH_READ_ONLY: variable(z.enum(['0', '1'])),
  AUTH_SECRET: variable(z.string().check(z.minLength(32))),
  GITHUB_URL: variable(webUrl),
  GITHUB_API_URL: variable(apiUrl),
  GITHUB_CLIENT_ID: variable(z.string().check(z.regex(/^\S+$/))),
  GITHUB_CLIENT_SECRET: variable(z.string().check(z.regex(/^\S+$/))),
  GITHUB_WEBHOOK_SECRET: variable(z.string().check(z.minLength(16))),
  OIDC_ISSUER: variable(webUrl),
  OIDC_CLIENT_ID: variable(z.string().check(z.regex(/^\S+$/))),
  OIDC_CLIENT_SECRET: variable(z.string().check(z.regex(/^\S+$/))),
  SMTP_URL: variable(z.string().check(z.regex(/^smtps?:\/\/\S+$/))),
  MAIL_FROM: variable(z.string().check(z.regex(/^[^\s@<>]+@[^\s@<>]+$/))),
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
  /** Names by which the pages are asked for, besides loopback: the host of `PINWATCH_URL`, and `PINWATCH_HOSTS`. */
  readonly hostNames: readonly string[]
  /** Addresses, or ranges of them, that may say for whom they ask, besides loopback. */
  readonly proxies: readonly string[]
  readonly metricsPort: number | null
  readonly metricsToken: string | null
  /** `null`: what fits how it is run. */
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug' | null
  /** Trees that a worker scans at a time. */
  readonly scansAtOnce: number
  /** A scan that tells of no progress for so long is stuck. */
  readonly scanSilenceSeconds: number
  /** Nobody may change anything. */
  readonly isReadOnly: boolean
  /** People sign in; else whoever uses this machine is the one owner. */
  readonly hasSignIn: boolean
  /** `null`: that of `HOST` and `PORT`. */
  readonly publicUrl: string | null
  /** Hosts of our own network that webhooks may be posted to. */
  readonly privateHosts: readonly string[]
  /** Where mails go; `null`: none are sent. */
  readonly smtpUrl: string | null
  /** Address that mails are from; `null`: one of the host of `PINWATCH_URL`. */
  readonly mailFrom: string | null
}

export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError'
}

/**
 * `root` is the folder of the project. `used` are the variables that the caller looks at: it is not stopped by others. Throws
 * `EnvironmentError` with each wrong variable's name and what it should be.
 */
export function parseEnvironment(
  env: NodeJS.ProcessEnv,
  root: string,
  used: readonly VariableName[] = Object.keys(expectations) as VariableName[],
): Environment {
  const parsed = schema.safeParse(Object.fromEntries(used.map((name) => [name, env[name]])))
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map(({ path }) => String(path[0])))
    throw new EnvironmentError([...names].map((name) => describeWrong(name, env[name])).join('\n'))
  }
  const { PINWATCH_HOME, DATABASE_URL, HOST, PORT, PINWATCH_URL, PINWATCH_HOSTS, PINWATCH_SCANS } = parsed.data
  const { PINWATCH_SCAN_SILENCE, METRICS_PORT, METRICS_TOKEN, LOG_LEVEL } = parsed.data
  const publicName = PINWATCH_URL === undefined ? [] : [new URL(PINWATCH_URL).hostname.replace(/^\[|\]$/g, '')]
  return {
    home: resolve(PINWATCH_HOME ?? resolve(root, '.pinwatch')),
    databaseUrl: DATABASE_URL ?? null,
    host: HOST ?? '127.0.0.1',
    port: PORT ?? null,
    hostNames: [...publicName, ...(PINWATCH_HOSTS ?? [])],
    proxies: parsed.data.PINWATCH_PROXIES ?? [],
    metricsPort: METRICS_PORT ?? null,
    metricsToken: METRICS_TOKEN ?? null,
    logLevel: LOG_LEVEL ?? null,
    scansAtOnce: PINWATCH_SCANS ?? 3,
    scanSilenceSeconds: PINWATCH_SCAN_SILENCE ?? 1800,
    isReadOnly: parsed.data.PINWATCH_READ_ONLY === '1',
    hasSignIn: judgeSignIn(parsed.data),
    publicUrl: PINWATCH_URL?.replace(/\/+$/, '') ?? null,
    privateHosts: parsed.data.PINWATCH_PRIVATE_HOSTS?.map((name) => name.replace(/^\[|\]$/g, '')) ?? [],
    smtpUrl: parsed.data.SMTP_URL ?? null,
    mailFrom: parsed.data.MAIL_FROM ?? null,
  }
}

/** Whether people sign in. Throws where only a part of a way to do so is set up: nobody shall think that they do. */
function judgeSignIn(settings: Readonly<Partial<Record<VariableName, unknown>>>): boolean {
  const has = (name: VariableName) => settings[name] !== undefined
  const together = (one: VariableName, other: VariableName) => {
    if (has(one) !== has(other))
      throw new EnvironmentError(
        `${has(one) ? one : other} is set, but ${has(one) ? other : one} is not: they belong together.`,
      )
  }
  together('GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET')
  together('OIDC_ISSUER', 'OIDC_CLIENT_ID')
  const hasProvider = has('GITHUB_CLIENT_ID') || has('OIDC_ISSUER')
  if (hasProvider && !has('AUTH_SECRET'))
    throw new EnvironmentError(`People can only sign in with AUTH_SECRET set: ${expectations.AUTH_SECRET}.`)
  if (!has('AUTH_SECRET')) return false
  if (!hasProvider && !has('SMTP_URL'))
    throw new EnvironmentError(
      'AUTH_SECRET is set, but there is nothing to sign in with: set GITHUB_CLIENT_ID, OIDC_ISSUER or SMTP_URL as well.',
    )
  if (!has('PINWATCH_URL'))
    throw new EnvironmentError(`To sign in, PINWATCH_URL must be set: ${expectations.PINWATCH_URL}.`)
  return true
}

function describeWrong(name: string, value: string | undefined): string {
  const expected = name in expectations ? expectations[name as VariableName] : 'something else'
  // an address may hold a password
  const shown = /^(?:DATABASE_URL|SMTP_URL|METRICS_TOKEN|AUTH_SECRET|.*_SECRET)$/.test(name)
    ? 'is not what it should be:'
    : `is ${JSON.stringify(value)}; it should be`
  return `${name} ${shown} ${expected}.`
}
