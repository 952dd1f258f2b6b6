/** Flags of commands that ask a running server. */
export interface ServerFlags {
  readonly server?: string
  readonly tree: string
  readonly filter?: string
}

export const serverFlags = {
  server: {
    kind: 'parsed',
    parse: parseServer,
    optional: true,
    brief: 'Address of the server; that of HOST and PORT unless given',
    placeholder: 'URL',
  },
  tree: { kind: 'parsed', parse: String, brief: 'Tree, as its address names it', placeholder: 'TREE' },
  filter: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'Every site that a list with these parameters has, in place of keys',
    placeholder: 'PARAMETERS',
  },
} as const

/** Keys of sites. */
export const siteKeys = {
  kind: 'array',
  parameter: { parse: parseKey, brief: 'Keys of sites, as lists and addresses have them', placeholder: 'KEY' },
} as const

function parseServer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new Error(`${JSON.stringify(text)} is no address of a server. Write it as http://127.0.0.1:3000`)
  return url.href.replace(/\/+$/, '')
}

function parseKey(text: string): string {
  if (!/^[\da-f]{16}$/.test(text))
    throw new Error(`${JSON.stringify(text)} is no key of a site: it has 16 hexadecimal digits`)
  return text
}
