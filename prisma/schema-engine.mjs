#!/usr/bin/env node
// Stands in for the native schema engine that Prisma would download: speaks the engine's JSON-RPC on standard streams and its
// `cli` commands, and runs the WebAssembly build of the same engine (`@prisma/schema-engine-wasm`, same commit as `prisma`)
// over the driver that we use anyway. prisma.config.ts names it, so that `prisma generate`, `migrate` and `db` work as they are.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'

// the package exports nothing but its entry for bundlers: its files are found beside that of the driver's
const driverEntry = createRequire(import.meta.url).resolve('@prisma/adapter-pg')
const enginePackage = join(
  driverEntry.slice(0, driverEntry.lastIndexOf('adapter-pg')),
  'schema-engine-wasm',
  'package.json',
)
const engineVersion = JSON.parse(readFileSync(enginePackage, 'utf8')).version
const { command, datamodels, datasource, version } = parseArguments(process.argv.slice(2))

function parseArguments(args) {
  const parsed = { command: null, datamodels: [], datasource: null, version: args.includes('--version') }
  for (let index = 0; index < args.length; index++) {
    const name = args[index]
    if (name === '--datamodels' || name === '-d') parsed.datamodels.push(args[++index])
    else if (name === '--datasource') parsed.datasource = JSON.parse(args[++index])
    else if (name === 'cli') parsed.command = args[++index]
    else if (name.startsWith('--')) index++
  }
  return parsed
}

/** Options one by one: beside a `connectionString` the driver ignores `database`, and a shadow database would be the real one. */
function connectionOptions(url, database) {
  const { hostname, password, pathname, port, searchParams, username } = new URL(url)
  const ssl = searchParams.get('sslmode')
  return {
    host: searchParams.get('host') ?? (hostname || undefined),
    port: port ? Number(port) : undefined,
    user: decodeURIComponent(username) || undefined,
    password: decodeURIComponent(password) || undefined,
    database: database ?? decodeURIComponent(pathname.slice(1)),
    ssl: ssl && ssl !== 'disable' ? { rejectUnauthorized: ssl.startsWith('verify') } : undefined,
    application_name: 'prisma-schema-engine',
    connectionTimeoutMillis: 5000,
  }
}

// ── columns of type "char" ──
// The engine's questions to the catalogue return them, and the adapter knows no such type: they pass as text, and the
// engine is told afterwards what they are.

const charOid = 18
const textOid = 25
const charColumns = new WeakMap()

function passCharsAsText(result) {
  if (!Array.isArray(result?.fields) || !result.rows) return result
  const columns = result.fields.flatMap((field, index) => (field.dataTypeID === charOid ? [index] : []))
  for (const index of columns) result.fields[index].dataTypeID = textOid
  if (columns.length > 0) charColumns.set(result.rows, columns)
  return result
}

class Pool extends pg.Pool {
  async query(...args) {
    return passCharsAsText(await super.query(...args))
  }
  connect(callback) {
    if (callback) return super.connect(callback)
    return super.connect().then((client) => {
      if (!client.passesChars) {
        const query = client.query.bind(client)
        client.query = async (...args) => passCharsAsText(await query(...args))
        client.passesChars = true
      }
      return client
    })
  }
}

function tellChars(queryable) {
  const queryRaw = queryable.queryRaw.bind(queryable)
  queryable.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const index of charColumns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character
    return result
  }
  return queryable
}

// ── the database, as the engine wants it ──

async function openAdapter(options, schema) {
  const adapter = await new PrismaPg(new Pool({ ...options, max: 4 }), { schema, disposeExternalPool: true }).connect()
  // the adapter splits a script at every semicolon, also inside functions and literals: send it whole
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script)
    } catch (error) {
      adapter.onError(error)
    }
  }
  const startTransaction = adapter.startTransaction.bind(adapter)
  adapter.startTransaction = async (level) => tellChars(await startTransaction(level))
  return tellChars(adapter)
}

function databaseFactory({ url, shadowDatabaseUrl }) {
  const schemaOf = (address) => new URL(address).searchParams.get('schema') ?? undefined
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => openAdapter(connectionOptions(url), schemaOf(url)),
    async connectToShadowDb() {
      if (shadowDatabaseUrl) return openAdapter(connectionOptions(shadowDatabaseUrl), schemaOf(shadowDatabaseUrl))
      const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`
      const admin = new pg.Client(connectionOptions(url))
      await admin.connect()
      await admin.query(`CREATE DATABASE "${name}"`)
      const adapter = await openAdapter(connectionOptions(url, name))
      const dispose = adapter.dispose.bind(adapter)
      adapter.dispose = async () => {
        await dispose()
        await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
        await admin.end()
      }
      return adapter
    },
  }
}

/** Comparing two schema files needs no database, but the engine asks one for its version when it starts. */
const offlineFactory = {
  provider: 'postgres',
  adapterName: '@prisma/adapter-pg',
  connect: async () => ({
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
    queryRaw: async () => ({
      columnNames: ['exists', 'version', 'numeric_version'],
      columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [[true, 'PostgreSQL 18.0', 180000]],
    }),
    executeRaw: async () => 0,
    executeScript: async () => {},
    dispose: async () => {},
    startTransaction: refuseOffline,
  }),
  connectToShadowDb: refuseOffline,
}

async function refuseOffline() {
  throw new Error('this needs a database: set DATABASE_URL')
}

// ── commands ──

async function runCommand(name, url) {
  const database = new URL(url).pathname.slice(1)
  try {
    const client = new pg.Client(connectionOptions(url, name === 'can-connect-to-database' ? undefined : 'postgres'))
    await client.connect()
    const quoted = client.escapeIdentifier(database)
    if (name === 'create-database') await client.query(`CREATE DATABASE ${quoted}`)
    else if (name === 'drop-database') await client.query(`DROP DATABASE ${quoted} WITH (FORCE)`)
    else if (name !== 'can-connect-to-database') throw new Error(`unknown command ${name}`)
    await client.end()
    return 0
  } catch (error) {
    const [code, message] = describeFailure(error, database)
    const fields = { message, error_code: code, is_panic: false }
    const entry = { level: 'ERROR', target: 'schema_engine::logger', timestamp: new Date().toISOString(), fields }
    console.error(`{}\n${JSON.stringify(entry)}`)
    return 1
  }
}

function describeFailure(error, database) {
  if (error.code === '3D000') return ['P1003', `Database \`${database}\` does not exist`]
  if (error.code === '28P01') return ['P1000', 'Authentication failed']
  return ['P1001', `Can't reach database server: ${error.message}`]
}

// ── JSON-RPC ──

async function loadEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    message: '',
    set_message(message) {
      this.message = message
      console.error(JSON.stringify({ level: 'ERROR', fields: { message } }))
    },
  }
  const folder = dirname(enginePackage)
  const glue = await import(pathToFileURL(join(folder, 'schema_engine_bg.js')).href)
  const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': glue,
  })
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return glue.SchemaEngine
}

async function serve() {
  const SchemaEngine = await loadEngine()
  const models = datamodels.map((path) => [path, readFileSync(path, 'utf8')])
  const prints = new Map()
  let engine
  let bound
  let queue = Promise.resolve()

  const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  const print = (content) =>
    new Promise((resolve) => {
      const id = `print-${prints.size + 1}`
      prints.set(id, resolve)
      send({ id, method: 'print', params: { content } })
    })

  async function openEngine(factory) {
    if (engine === undefined) {
      bound = bindMigrationAwareSqlAdapterFactory(factory)
      engine = await SchemaEngine.new({ datamodels: models.length > 0 ? models : undefined }, () => {}, bound)
    }
    return engine
  }

  async function call(method, params) {
    if (method === 'createDatabase') throw new Error('createDatabase is not supported')
    const opened = await openEngine(isOffline(method, params) ? offlineFactory : databaseFactory(datasource))
    if (method === 'diff') {
      const { exitCode, stdout } = await opened.diff({ filters: { externalTables: [], externalEnums: [] }, ...params })
      if (stdout) await print(stdout.replace(/\n$/, ''))
      return { exitCode }
    }
    if (method === 'getDatabaseVersion') return opened.version(params ?? null)
    // these two take the schema from a cache that only devDiagnostic fills
    if (method === 'evaluateDataLoss' || method === 'createMigration')
      await opened.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters })
    if (typeof opened[method] !== 'function') throw new Error(`the schema engine has no method ${method}`)
    return (await opened[method](params)) ?? {}
  }

  function describeError(error) {
    // the driver's own error stands in a registry; the engine only knows its number
    const id = /external error \(reported id: (\d+)\)|ExternalError\((\d+)\)/i.exec(error?.message ?? '')
    const real = id && bound?.errorRegistry.consumeError(Number(id[1] ?? id[2]))?.error
    return {
      code: 4466,
      message: 'An error happened. Check the data field for details.',
      data: {
        is_panic: error?.name === 'RuntimeError',
        message: String(real?.message ?? error?.message ?? error),
        meta: error?.meta ?? null,
        error_code: error?.code ?? null,
      },
    }
  }

  async function answer({ id, method, params }) {
    try {
      send({ id, result: await call(method, params) })
    } catch (error) {
      send({ id, error: describeError(error) })
    }
  }

  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })
  lines.on('line', (line) => {
    if (line.trim() === '') return
    const message = JSON.parse(line)
    if (message.result !== undefined && prints.has(message.id)) prints.get(message.id)()
    else queue = queue.then(() => answer(message))
  })
  lines.on('close', () => queue.finally(() => process.exit(0)))
}

function isOffline(method, params) {
  return method === 'diff' && [params.from, params.to].every(({ tag }) => tag === 'empty' || tag === 'schemaDatamodel')
}

// at the end: the parts above that are no functions must be there first
if (version) console.log(`schema-engine-cli ${engineVersion.split('.').pop()}`)
else if (command !== null) process.exitCode = await runCommand(command, datasource.url)
else await serve()
