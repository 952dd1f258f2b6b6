import {
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
export function sourceLinks({ source, sourceUrl }: ReadTree, place: SourcePlace): readonly SourceLink[] {
  const templates = sourceUrl === null ? guessTemplates(source, place.label) : [parseSourceUrl(sourceUrl)]
  return templates.flatMap((template) =>
    template === null ? [] : [{ name: template.name, href: fillSourceTemplate(template, place) }],
  )
}

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
