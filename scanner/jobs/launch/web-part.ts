/** The web server as the launcher knows it; tests put something quicker in its place. */
export interface WebPart {
  /** Makes ready what is served, if it is not; `say` hears what takes long. Throws `LaunchError`. */
  prepare(options: { readonly say: (sentence: string) => void; readonly signal: AbortSignal }): Promise<void>
  /** What node is given; address and port stand in `HOST` and `PORT`. */
  readonly args: readonly string[]
}
