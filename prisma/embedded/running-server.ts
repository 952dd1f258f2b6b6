/** A server that answers. */
export interface RunningServer {
  readonly pid: number
  readonly port: number
  /** It ran already. */
  readonly adopted: boolean
  /** Resolves when its process has ended, however. Does not keep ours alive. */
  readonly ended: Promise<void>
}
