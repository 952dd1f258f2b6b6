/** Where a tree comes from, as somebody wrote it, or what is wrong with that as a sentence for them. */
export type ParsedSource = Source | { readonly kind: 'wrong'; readonly problem: string }

export interface Source {
  readonly kind: 'path' | 'url' | 'demo'
  /** As it is stored: two ways to write one place are one text. */
  readonly text: string
  /** What git opens or clones. */
  readonly repository: string
  /** Folder of the repository that the tree is, written behind it as `#subdir=kernel`; `''` for all of it. */
  readonly subdir: string
  /** Last part of the path, without `.git`. */
  readonly name: string
}

const lengthMax = 2000

/** What git can clone from without running a program of our choice: `ext::` and other helpers are none. */
const schemes: ReadonlySet<string> = new Set(['http:', 'https:', 'git:', 'ssh:'])

/** `user@host:path`; a path that begins with `//` is a mistyped URL. The host cannot be taken for an option of ssh. */
const scpLike = /^\w[\w.-]*@(?:[a-z\d][a-z\d.-]*|\[[\da-f:.]+\]):(?!\/\/)\S+$/i

/** Reads an absolute path, a URL (http, https, git, ssh), `user@host:path` or the word `demo`. */
export function parseSource(written: string): ParsedSource {
  const text = written.trim()
  if (text === '') return wrong('Name a kernel git tree: the absolute path of a repository, or a URL to clone.')
  if (text.length > lengthMax) return wrong(`This is longer than ${lengthMax} characters: no path or URL is.`)
  if (hasControl(text)) return wrong('A path or URL of one line is wanted, without control characters.')
  if (text === 'demo') return { kind: 'demo', text, repository: text, subdir: '', name: 'demo' }
  const [, repository = text, subdir = ''] = subdirBehind.exec(text) ?? []
  const place = parsePlace(repository)
  if (place.kind === 'wrong' || subdir === '') return place
  return atSubdir(place, subdir)
}

const subdirBehind = /^(.*?)#subdir=(.+)$/

/** Writes the folder of a repository that a tree is behind the repository. */
export function withSubdir(source: string, subdir: string): string {
  return subdir === '' ? source : `${source}#subdir=${subdir}`
}

/** The folder of its repository that a stored source names; `''` for all of it. */
export function subdirOf(source: string): string {
  const parsed = parseSource(source)
  return parsed.kind === 'wrong' ? '' : parsed.subdir
}

function atSubdir(place: Source, written: string): ParsedSource {
  const parts = written.split('/').filter((part) => part !== '' && part !== '.')
  if (parts.includes('..')) return wrong(`${quote(written)} leads out of the repository. Name a folder of it.`)
  const subdir = parts.join('/')
  if (subdir === '') return place
  return { ...place, text: withSubdir(place.repository, subdir), subdir, name: `${place.name}-${parts.at(-1)}` }
}

function parsePlace(text: string): ParsedSource {
  if (text.startsWith('/')) return parsePath(text)
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return parseUrl(text)
  if (scpLike.test(text)) return place('url', stripSlashes(text), nameOf(text.slice(text.indexOf(':'))))
  return wrong(
    `${quote(text)} is no absolute path and no URL. Write the whole path, as /srv/linux, or a URL, as https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git.`,
  )
}

function parsePath(text: string): ParsedSource {
  const parts: string[] = []
  for (const part of text.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  const path = `/${parts.join('/')}`
  return place('path', path, nameOf(path))
}

function parseUrl(text: string): ParsedSource {
  if (!URL.canParse(text)) return wrong(`${quote(text)} is not a URL that can be read.`)
  const url = new URL(text)
  if (url.protocol === 'file:') return wrong('Write the path itself, without file://.')
  if (!schemes.has(url.protocol))
    return wrong(`${url.protocol}// is not supported: use a URL that begins with https, http, git or ssh.`)
  if (url.hostname === '' || url.hostname.startsWith('-')) return wrong(`${quote(text)} names no host.`)
  // sources are shown on pages, and `https://TOKEN@host/` is a password as well
  if (url.password !== '' || (url.username !== '' && url.protocol !== 'ssh:')) {
    return wrong(
      'A URL with a password or token would be shown to everybody. Leave it out; for a private tree use an ssh URL, or clone it yourself and give the path.',
    )
  }
  if (url.username.startsWith('-')) return wrong(`${quote(text)} names no user.`)
  if (url.search !== '' || url.hash !== '')
    return wrong('This is the address of a web page. Give the URL that git clones from, without ? and #.')
  const user = url.username === '' ? '' : `${url.username}@`
  const canonical = `${url.protocol}//${user}${url.host.toLowerCase()}${stripSlashes(url.pathname)}`
  return place('url', canonical, nameOf(url.pathname) || url.hostname)
}

function place(kind: Source['kind'], repository: string, name: string): Source {
  return { kind, text: repository, repository, subdir: '', name }
}

function nameOf(path: string): string {
  const parts = path.split(/[/:]/).filter((part) => part !== '')
  // the repository of a work tree is named by the work tree
  if (parts.at(-1) === '.git') parts.pop()
  return (parts.at(-1) ?? '').replace(/\.git$/, '')
}

function stripSlashes(text: string): string {
  return text.replace(/(?<=[^/])\/+$/, '').replace(/^\/$/, '')
}

function hasControl(text: string): boolean {
  return /\p{Cc}|\p{Surrogate}/u.test(text)
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text)
}

function wrong(problem: string): ParsedSource {
  return { kind: 'wrong', problem }
}
