/** One line on a terminal that says how far reading is; nothing anywhere else. */
export interface ProgressLine {
  update(done: number, total: number): void
  clear(): void
}

const barColumns = 30
const updateEveryMs = 80

export function showProgress(stream: NodeJS.WriteStream): ProgressLine {
  if (!stream.isTTY) return { update() {}, clear() {} }
  let shown = 0
  return {
    update(done, total) {
      const now = Date.now()
      if (now - shown < updateEveryMs || total === 0) return
      shown = now
      const part = Math.min(1, done / total)
      const filled = Math.round(part * barColumns)
      stream.write(
        `\r\x1b[KReading ${'█'.repeat(filled)}${'░'.repeat(barColumns - filled)} ${Math.floor(part * 100)} %`,
      )
    },
    clear() {
      if (shown > 0) stream.write('\r\x1b[K')
    },
  }
}
