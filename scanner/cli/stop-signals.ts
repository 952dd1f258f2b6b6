export interface StopSignals {
  /** Aborted by the first Ctrl-C, SIGTERM or SIGHUP. */
  readonly stop: AbortSignal
  /** Aborted by the second. */
  readonly kill: AbortSignal
  /** As if a signal came. */
  trigger(): void
}

/** Turns signals to end into abort signals; from then on nothing else ends this process but itself. */
export function listenForStop(process: NodeJS.Process): StopSignals {
  const stop = new AbortController()
  const kill = new AbortController()
  const trigger = () => {
    if (stop.signal.aborted) kill.abort(new Error('killed'))
    else stop.abort(new Error('stopped'))
  }
  let last = 0
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      // a terminal sends Ctrl-C to npm as well, which passes it on: that is one Ctrl-C
      if (Date.now() - last < 300) return
      last = Date.now()
      trigger()
    })
  }
  return { stop: stop.signal, kill: kill.signal, trigger }
}
