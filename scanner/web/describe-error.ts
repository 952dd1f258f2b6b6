/** What a line of the log says of an error. */
export interface ErrorSummary {
  readonly name: string
  /** In one line. */
  readonly message: string
  /** Of the database, the system or Node. */
  readonly code?: string
  /** Where it was thrown and who called that: whatever is behind it repeats for each error of a page. */
  readonly at: readonly string[]
  readonly cause?: ErrorSummary
}

const framesMax = 3
const messageLengthMax = 500
const causesMax = 3

/**
 * An error for whoever reads a terminal or a log line by line. A stack of minified pages is 1,700 characters of which nobody mends anything; the
 * first frames tell bugs apart.
 */
export function describeError(error: unknown, causesLeft = causesMax): ErrorSummary {
  if (!(error instanceof Error)) return { name: typeof error, message: inOneLine(String(error)), at: [] }
  const { name, message, cause } = error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  return {
    name,
    message: inOneLine(message),
    ...(code === null ? {} : { code }),
    at: firstFrames(error),
    ...(cause === undefined || causesLeft === 0 ? {} : { cause: describeError(cause, causesLeft - 1) }),
  }
}

function firstFrames({ stack = '' }: Error): readonly string[] {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return frames.slice(0, framesMax).map((line) => line.trim().slice('at '.length))
}

function inOneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > messageLengthMax ? `${line.slice(0, messageLengthMax)}…` : line
}
