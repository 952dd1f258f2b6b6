import { printable } from '#scanner/model/printable.ts'
import { cut } from './format/fit-text.ts'
import type { ScanText } from './format/format-scan.ts'

/** Tells a person who watches: lines that stay, and on a terminal one last line that changes. */
export interface Teller {
  /** A line that stays. */
  say(line: string): void
  /** Where a scan is; `null`: none runs. */
  progress(scan: ScanText | null): void
  end(): void
}

const barColumns = 24
/** A file or a pipe gets a line of progress at most so often. */
const lineEveryMs = 2000
const barEveryMs = 100

/** Tells on a stream. */
export function makeTeller(stream: NodeJS.WriteStream): Teller {
  return stream.isTTY ? tellOnTerminal(stream) : tellInLines(stream)
}

function tellOnTerminal(stream: NodeJS.WriteStream): Teller {
  let bar = ''
  let shownAt = 0
  const clear = () => {
    if (bar !== '') stream.write('\r\x1b[K')
  }
  return {
    say(line) {
      clear()
      stream.write(`${line}\n`)
      stream.write(bar)
    },
    progress(scan) {
      const now = Date.now()
      if (scan !== null && now - shownAt < barEveryMs) return
      shownAt = now
      clear()
      // a line that wraps could not be overwritten
      bar = scan === null ? '' : cut(drawBar(scan), Math.max(1, (stream.columns ?? 80) - 1))
      stream.write(bar)
    },
    end() {
      clear()
      bar = ''
    },
  }
}

function tellInLines(stream: NodeJS.WriteStream): Teller {
  let shownAt = 0
  let shown = ''
  return {
    say: (line) => void stream.write(`${line}\n`),
    progress(scan) {
      const now = Date.now()
      if (scan === null || now - shownAt < lineEveryMs) return
      const line = scan.part === null ? scan.text : `${scan.text} (${formatWhole(scan.part)})`
      if (line === shown) return
      shownAt = now
      shown = line
      stream.write(`${printable(line)}\n`)
    },
    end() {},
  }
}

function drawBar({ text, part }: ScanText): string {
  if (part === null) return printable(text)
  const filled = Math.round(part * barColumns)
  return `${'█'.repeat(filled)}${'░'.repeat(barColumns - filled)} ${formatWhole(part).padStart(5)} ${printable(text)}`
}

function formatWhole(part: number): string {
  return `${Math.floor(part * 100)} %`
}
