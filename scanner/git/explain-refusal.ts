/** Why git did not apply a patch. */
export type Refusal =
  /** A hunk found no place; `oldLine` is the line it says to begin at. */
  | { readonly kind: 'hunk'; readonly path: string; readonly oldLine: number }
  /** The patch changes a file that is not there, or makes one that is. */
  | { readonly kind: 'missing' | 'exists' | 'binary' | 'file'; readonly path: string }
  /** The patch itself is broken, at this line of it if git could say. */
  | { readonly kind: 'corrupt'; readonly line: number | null }
  | { readonly kind: 'other'; readonly message: string }

/** Reads what `git apply` says in English on its standard error. There is always one reason. */
export function explainRefusal(stderr: string): readonly Refusal[] {
  const errors = stderr.split('\n').flatMap((line) => {
    const text = /^(?:error|fatal): (.*)$/.exec(line)?.[1]
    return text === undefined ? [] : [text]
  })
  const refusals = errors.flatMap((text) => explain(text, errors))
  return refusals.length > 0 ? refusals : [{ kind: 'other', message: stderr.trim() || 'git did not say why' }]
}

function explain(text: string, errors: readonly string[]): readonly Refusal[] {
  const hunk = /^patch failed: (.+):(\d+)$/.exec(text)
  if (hunk !== null) return [{ kind: 'hunk', path: hunk[1] ?? '', oldLine: Number(hunk[2]) }]
  const whole = /^(.+): patch does not apply$/.exec(text)?.[1]
  // follows the line that names the hunk
  if (whole !== undefined)
    return errors.some((other) => other.startsWith(`patch failed: ${whole}:`)) ? [] : [{ kind: 'file', path: whole }]
  const missing = /^(.+): (?:does not exist in index|No such file or directory)$/.exec(text)?.[1]
  if (missing !== undefined) return [{ kind: 'missing', path: missing }]
  const exists = /^(.+): already exists in (?:index|working directory)$/.exec(text)?.[1]
  if (exists !== undefined) return [{ kind: 'exists', path: exists }]
  const binary = /^cannot apply binary patch to '(.+)' without full index line$/.exec(text)?.[1]
  if (binary !== undefined) return [{ kind: 'binary', path: binary }]
  const corrupt =
    /^(?:(?:git )?patch fragment without header|corrupt (?:binary )?patch|.*(?:fragment|header)\b.*) at (?:line |<stdin>:)(\d+)/.exec(
      text,
    )
  if (corrupt !== null) return [{ kind: 'corrupt', line: Number(corrupt[1]) }]
  if (/^No valid patches in input|unrecognized input/.test(text)) return [{ kind: 'corrupt', line: null }]
  return [{ kind: 'other', message: text }]
}
