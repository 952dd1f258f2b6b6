const words: Readonly<Record<string, string>> = {
  queued: 'queued',
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
}

/** State of a scan as shape, word and colour. */
export function ScanState({ state }: { readonly state: string }) {
  return <span className={`status scan-${state}`}>{words[state] ?? state}</span>
}
