export interface SourceTemplate {
  /** Host, as links are named. */
  readonly name: string
  /** Address with `{path}`, `{line}`, and `{commit}` or `{label}`. */
  readonly template: string
}

/** What one line of a file is told by. */
export interface SourcePlace {
  readonly commit: string
  /** Tag or branch as it was scanned. */
  readonly label: string
  readonly path: string
  readonly line: number
}

/** What each kind of browser appends to the address of a repository. */
const forms = {
  elixir: '/{label}/source/{path}#L{line}',
  cgit: '/tree/{path}?id={commit}#n{line}',
  github: '/blob/{commit}/{path}#L{line}',
} as const
type SourceForm = keyof typeof forms

/** Hosts whose form is known. */
const formOfHost: Readonly<Record<string, SourceForm>> = {
  'github.com': 'github',
  'git.kernel.org': 'cgit',
  'elixir.bootlin.com': 'elixir',
}

export const sourceUrlHelp =
  'Say elixir:URL, cgit:URL or github:URL with the address of the repository there, such as cgit:https://git.example.org/linux.git; an address with {path} and {line}, and {commit} or {label}; or none.'

/** "There is none": no links are shown, also not to where the source is known to be. */
export const noSourceBrowser = 'none'

/**
 * A setting of where sources of a tree are read: `FORM:URL`, the URL of a repository on a host whose form is known, or a whole
 * address with names in brackets. `null`: it is none of these (`sourceUrlHelp` says what is), or `none`.
 */
export function parseSourceUrl(text: string): SourceTemplate | null {
  const [, said, rest] = /^(?:(elixir|cgit|github):(?!\/\/))?(.*)$/s.exec(text.trim()) ?? []
  const url = rest !== undefined && URL.canParse(rest) ? new URL(rest) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || rest === undefined) return null
  if (/[\s"<>\\^`|]/.test(rest)) return null
  if (rest.includes('{')) return said === undefined && isTemplate(rest) ? { name: url.host, template: rest } : null
  const form = (said as SourceForm | undefined) ?? formOfHost[url.host]
  if (form === undefined || url.search !== '' || url.hash !== '') return null
  // a repository of GitHub is cloned from an address with .git, and shown at one without
  const base = form === 'github' ? rest.replace(/(?:\.git)?\/*$/, '') : rest.replace(/\/+$/, '')
  return { name: url.host, template: base + forms[form] }
}

/** Only names that are known, outside the host; without a path nothing could be shown. */
function isTemplate(text: string): boolean {
  const names = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name)
  const host = /^https?:\/\/[^/?#]*/.exec(text)?.[0] ?? text
  return (
    names.includes('path') &&
    names.every((name) => ['path', 'line', 'commit', 'label'].includes(name ?? '')) &&
    !/[{}]/.test(host) &&
    !/[{}]/.test(text.replaceAll(/\{\w+\}/g, ''))
  )
}

/** The address of one line. */
export function fillSourceTemplate({ template }: SourceTemplate, { commit, label, path, line }: SourcePlace): string {
  const values: Readonly<Record<string, string>> = {
    commit,
    label: encodePath(label),
    path: encodePath(path),
    line: String(line),
  }
  return template.replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? '')
}

/** What each kind of browser appends for a commit; a page of lines alone knows none. */
const commitForms = { cgit: '/commit/?id=', github: '/commit/' } as const

/** The address of a commit, where a browser's form is known to have one. */
export function fillCommit({ template }: SourceTemplate, commit: string): string | null {
  for (const form of ['cgit', 'github'] as const)
    if (template.endsWith(forms[form])) return template.slice(0, -forms[form].length) + commitForms[form] + commit
  return null
}

const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/')
