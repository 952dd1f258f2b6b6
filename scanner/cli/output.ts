import pc from 'picocolors'
import type { Colors } from 'picocolors/types'

/** Columns of the terminal that data goes to; `null` if it goes to a file or a pipe. */
export function terminalWidth({ stdout }: NodeJS.Process): number | null {
  return stdout.isTTY ? (stdout.columns ?? 80) : null
}

/** Colours for a stream: on a terminal that wants them, or where `FORCE_COLOR` asks for them. */
export function colorsFor(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Colors {
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '' && env.FORCE_COLOR !== '0'
  return pc.createColors(forced || (stream.isTTY === true && pc.isColorSupported))
}

/** A reader that has seen enough (`| head`) ends the command quietly, with `pipeCode`; a full disk ends it with a sentence. */
export function endOnBrokenPipe({ stdout, stderr, exit }: NodeJS.Process, pipeCode = 0): void {
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') exit(pipeCode)
      // where standard error is what cannot be written, the exit code alone must tell
      if (stream === stdout) stderr.write(`pinwatch: the output could not be written: ${error.message}\n`)
      exit(2)
    })
  }
}

/** Writes chunk by chunk, waiting where the reader is slower than we are. */
export async function writeAll(stream: NodeJS.WriteStream, chunks: Iterable<string>): Promise<void> {
  let buffered = ''
  for (const chunk of chunks) {
    buffered += chunk
    if (buffered.length < 65536) continue
    await write(stream, buffered)
    buffered = ''
  }
  await write(stream, buffered)
}

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (text === '') return resolve()
    stream.write(text, (error) => (error ? reject(error) : resolve()))
  })
}
