import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Ajv2020, type SchemaObject } from 'ajv/dist/2020.js'

const description = JSON.parse(readFileSync(new URL('./github-api.json', import.meta.url), 'utf8')) as {
  readonly paths: Readonly<Record<string, { readonly post?: unknown }>>
}
const id = 'urn:github:api'
const ajv = new Ajv2020({ strict: false, validateFormats: false, unicodeRegExp: false })
ajv.addSchema({ ...description, $id: id })

export interface TestDelivery {
  /** As GitHub's description names it: `pull-request-opened`. */
  readonly webhook: string
  readonly event: string
  /** What the test is about; everything else that GitHub always sends is made up. */
  readonly payload: object
  readonly secret: string
  /** One of its own unless given. */
  readonly delivery?: string
}

let deliveries = 0

/** A request as GitHub sends it, whose body its own description of the webhook allows. */
export function composeWebhook({ webhook, event, payload, secret, delivery }: TestDelivery): Request {
  const pointer = `/paths/~1webhooks~1${webhook}/post/requestBody/content/application~1json/schema`
  const whole = merge(sampleOf({ $ref: `#${pointer}` }), payload)
  const validate = ajv.compile({ $ref: `${id}#${pointer}` })
  if (!validate(whole)) throw new Error(`GitHub sends no such ${webhook}: ${ajv.errorsText(validate.errors)}`)
  const body = JSON.stringify(whole)
  deliveries += 1
  return new Request('http://localhost:3000/api/github/webhook', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/0000000',
      'x-github-event': event,
      'x-github-delivery': delivery ?? `00000000-0000-0000-0000-${String(deliveries).padStart(12, '0')}`,
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
    body,
  })
}

/** The least that a schema wants, with the first of what may be chosen. */
function sampleOf(schema: SchemaObject): unknown {
  const { $ref, allOf, oneOf, anyOf, enum: values, required = [], properties = {} } = schema
  if ('const' in schema) return schema.const
  if (Array.isArray(values)) return values[0]
  if (typeof $ref === 'string') return sampleOf(resolve($ref))
  if (Array.isArray(allOf)) return allOf.map(sampleOf).reduce(merge)
  const first: unknown = oneOf?.[0] ?? anyOf?.[0]
  if (typeof first === 'object' && first !== null) return sampleOf(first)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type) {
    case 'string':
      return 'text'
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return false
    case 'array':
      return []
    case 'null':
      return null
    default:
      return Object.fromEntries(
        (required as readonly string[]).map((name) => [name, sampleOf(properties[name] ?? { type: 'string' })]),
      )
  }
}

function resolve(ref: string): SchemaObject {
  const parts = ref.slice(2).split('/')
  const found = parts.reduce<unknown>(
    (part, name) => (part as Record<string, unknown>)[name.replaceAll('~1', '/').replaceAll('~0', '~')],
    description,
  )
  if (typeof found !== 'object' || found === null) throw new Error(`${ref} is not in the description`)
  return found
}

/** The second over the first, key by key. */
function merge(under: unknown, over: unknown): unknown {
  if (!isObject(under) || !isObject(over)) return over
  return Object.fromEntries(
    [...new Set([...Object.keys(under), ...Object.keys(over)])].map((key) => [
      key,
      key in over ? merge(under[key], over[key]) : under[key],
    ]),
  )
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
