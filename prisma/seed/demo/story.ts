/** The releases of the demo kernel, oldest first. Each is an annotated tag. */
export const demoTags = [
  'v5.1',
  'v5.3',
  'v5.5',
  'v5.6',
  'v5.10',
  'v5.15',
  'v5.19',
  'v6.1',
  'v6.3',
  'v6.6',
  'v6.10',
  'v6.12',
] as const
export type DemoTag = (typeof demoTags)[number]

export interface DemoPerson {
  readonly name: string
  readonly email: string
}

/** What is replaced, wherever it stands, and by what. It must stand somewhere. */
export type Replacement = readonly [from: string | RegExp, to: string]

export type Change =
  | { readonly kind: 'write'; readonly path: string; readonly text: string }
  | { readonly kind: 'edit'; readonly path: string; readonly replacements: readonly Replacement[] }
  /** Every source file in which one of them matches. */
  | { readonly kind: 'edit-tree'; readonly replacements: readonly Replacement[] }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string }
  /** A section of MAINTAINERS, without its title; `null` takes it out. */
  | { readonly kind: 'section'; readonly title: string; readonly lines: string | null }

export interface StoryCommit {
  /** The release that has it first. */
  readonly in: DemoTag
  readonly by: DemoPerson
  readonly subject: string
  readonly body: string
  /** Lines such as `Reviewed-by: …`; the author's own sign-off is added. */
  readonly trailers?: readonly string[]
  readonly changes: readonly Change[]
}

/** What happened to one part of the kernel, in order. */
export type Chapter = readonly StoryCommit[]
