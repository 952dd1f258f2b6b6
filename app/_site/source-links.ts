export interface SourceLink {
  readonly name: string
  readonly href: string
}

export interface SourcePlace {
  /** Address of the tree's repository, or its folder. */
  readonly source: string
  readonly label: string
  readonly commit: string
  readonly path: string
  readonly line: number
}

/** The same line in public browsers of sources: that of the repository where it has one, and one that knows every release of the kernel. */
export function sourceLinks({ source, label, commit, path, line }: SourcePlace): readonly SourceLink[] {
  const file = path.split('/').map(encodeURIComponent).join('/')
  const github = /^(?:https?:\/\/|git@|ssh:\/\/git@)github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(source)?.[1]
  const cgit = /^(?:https?|git):\/\/(git\.kernel\.org\/pub\/scm\/[\w./-]+?)\/?$/.exec(source)?.[1]
  const isRelease = /^v\d+\.\d+(?:\.\d+)?(?:-rc\d+)?$/.test(label)
  return [
    ...(github === undefined
      ? []
      : [{ name: 'GitHub', href: `https://github.com/${github}/blob/${commit}/${file}#L${line}` }]),
    ...(cgit === undefined
      ? []
      : [{ name: 'git.kernel.org', href: `https://${cgit}/tree/${file}?id=${commit}#n${line}` }]),
    ...(isRelease
      ? [{ name: 'Elixir', href: `https://elixir.bootlin.com/linux/${label}/source/${file}#L${line}` }]
      : []),
  ]
}
