// Cuts the operations that the fake serves out of GitHub's own OpenAPI description, into github-api.json. The package that holds the
// description takes 385 MB, so that it is no dependency: install @octokit/openapi 23.0.2 elsewhere, and name its api.github.com.json.
import { readFileSync, writeFileSync } from 'node:fs'

const operations = [
  'checks/create',
  'checks/update',
  'checks/get',
  'checks/list-for-ref',
  'checks/list-annotations',
  'issues/create',
  'issues/update',
  'issues/list-for-repo',
  'repos/get',
  'pulls/create-review',
  'pulls/list-reviews',
  'apps/create-installation-access-token',
  'apps/get-repo-installation',
  'users/get-authenticated',
  'users/list-emails-for-authenticated-user',
]

/** What GitHub tells of, as far as we listen. */
const webhooks = [
  'ping',
  'push',
  'pull-request-opened',
  'pull-request-synchronize',
  'pull-request-closed',
  'check-run-rerequested',
]

/** What says nothing about form. */
const words = new Set(['examples', 'example', 'x-github', 'externalDocs', 'description', 'tags', 'title'])

const [, , from = ''] = process.argv
const whole = JSON.parse(readFileSync(from, 'utf8'))
const sliced = {
  openapi: whole.openapi,
  info: {
    title: 'GitHub REST API, as far as Pinwatch uses it',
    version: whole.info.version,
    'x-source': '@octokit/openapi 23.0.2, MIT',
  },
  paths: {},
  components: {},
}
const wanted = []
for (const [path, methods] of Object.entries(whole.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    if (!operations.includes(operation.operationId)) continue
    sliced.paths[path] = { ...sliced.paths[path], [method]: plain(operation) }
    wanted.push(...references(sliced.paths[path][method]))
  }
}
for (const name of webhooks) {
  const { requestBody, responses } = whole['x-webhooks'][name].post
  const post = plain({ operationId: `webhook/${name}`, requestBody, responses })
  sliced.paths[`/webhooks/${name}`] = { post }
  wanted.push(...references(post))
}
const taken = new Set()
for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
  if (taken.has(name)) continue
  taken.add(name)
  const [, , section, component] = name.split('/')
  const part = plain(whole.components[section][component])
  sliced.components[section] = { ...sliced.components[section], [component]: part }
  wanted.push(...references(part))
}
// a response has to be described
const answers = Object.values(sliced.paths).flatMap((methods) =>
  Object.values(methods).flatMap(({ responses }) => Object.values(responses)),
)
for (const answer of [...answers, ...Object.values(sliced.components.responses ?? {})])
  if (!answer.$ref) answer.description = ''
writeFileSync(new URL('./github-api.json', import.meta.url), `${JSON.stringify(withoutNullable(sliced), null, 2)}\n`)

/** Without words; names of properties are no words. */
function plain(value, isProperties = false) {
  if (Array.isArray(value)) return value.map((item) => plain(item))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(
    ([key, held]) => isProperties || !words.has(key) || (key === 'title' && typeof held === 'object'),
  )
  return Object.fromEntries(kept.map(([key, held]) => [key, plain(held, key === 'properties' && !isProperties)]))
}

function references(value) {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, held]) => (key === '$ref' ? [held] : references(held)))
}

/** `nullable` of OpenAPI 3.0 as plain JSON schema: validators refuse it beside a reference. */
function withoutNullable(value) {
  if (Array.isArray(value)) return value.map(withoutNullable)
  if (typeof value !== 'object' || value === null) return value
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(value).map(([key, held]) => [key, withoutNullable(held)]),
  )
  if (typeof nullable === 'object') return { nullable, ...rest }
  if (nullable !== true) return rest
  if (Array.isArray(rest.enum) && !rest.enum.includes(null)) rest.enum = [...rest.enum, null]
  return typeof rest.type === 'string' ? { ...rest, type: [rest.type, 'null'] } : { anyOf: [rest, { type: 'null' }] }
}
