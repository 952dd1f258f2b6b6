import {
  fillCommit,
  fillSourceTemplate,
  parseSourceUrl,
  type SourcePlace,
  type SourceTemplate,
} from '#scanner/model/source-template.ts'

export interface SourceLink {
  readonly name: string
  readonly href: string
}

interface ReadTree {
  /** Address of the tree's repository, or its folder. */
  readonly source: string
  /** What was set for the tree; `null`: nothing was. */
  readonly sourceUrl: string | null
}

/**
 * The same line in browsers of sources: the one that was set for the tree, else that of the repository where it has one, and one that knows
 * every release of the kernel.
 */
export const sourceLinks = (tree: ReadTree, place: SourcePlace): readonly SourceLink[] =>
  listTemplates(tree, place.label).map((template) => ({
    name: template.name,
    href: fillSourceTemplate(template, place),
  }))

/** Where a commit is shown; `null`: nowhere that is known. */
export function commitLink(tree: ReadTree, commit: string): string | null {
  for (const template of listTemplates(tree, '')) {
    const href = fillCommit(template, commit)
    if (href !== null) return href
  }
  return null
}

const listTemplates = ({ source, sourceUrl }: ReadTree, label: string): readonly SourceTemplate[] =>
  (sourceUrl === null ? guessTemplates(source, label) : [parseSourceUrl(sourceUrl)]).filter(
    (template) => template !== null,
  )

function guessTemplates(source: string, label: string): readonly (SourceTemplate | null)[] {
  const github = /^(?:https?:\/\/|git@|ssh:\/\/git@)github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(source)?.[1]
  const cgit = /^(?:https?|git):\/\/(git\.kernel\.org\/pub\/scm\/[\w./-]+?)\/?$/.exec(source)?.[1]
  const isRelease = /^v\d+\.\d+(?:\.\d+)?(?:-rc\d+)?$/.test(label)
  return [
    github === undefined ? null : parseSourceUrl(`https://github.com/${github}`),
    cgit === undefined ? null : parseSourceUrl(`https://${cgit}`),
    isRelease ? parseSourceUrl('https://elixir.bootlin.com/linux') : null,
  ]
}
