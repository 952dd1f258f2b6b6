import { describe, expect, test, vi } from 'vitest'
import { makeTeller } from './show-scan.ts'

function makeStream(isTTY: boolean) {
  let written = ''
  const stream = {
    isTTY,
    columns: 60,
    write(text: string) {
      written += text
      return true
    },
  }
  // the few members that are used
  return { stream: stream as unknown as NodeJS.WriteStream, written: () => written }
}

const scan = (part: number | null) => ({ text: 'linux: reading v6.12', part })

describe('on a terminal', () => {
  test('there is one bar, cleared for every line that stays, and at the end', () => {
    const { stream, written } = makeStream(true)
    const teller = makeTeller(stream)
    teller.progress(scan(0.5))
    const bar = `${'█'.repeat(12)}${'░'.repeat(12)}  50 % linux: reading v6.12`
    expect(written()).toBe(bar)
    teller.say('Ready.')
    expect(written()).toBe(`${bar}\r\x1b[KReady.\n${bar}`)
    teller.end()
    expect(written().endsWith(`${bar}\r\x1b[K`)).toBe(true)
  })

  test('nothing wraps', () => {
    const { stream, written } = makeStream(true)
    makeTeller(stream).progress({ text: 'x'.repeat(200), part: null })
    expect(written()).toHaveLength(59)
  })
})

test('into a pipe there is a line every two seconds at most, and none twice', () => {
  vi.useFakeTimers({ now: 10_000 })
  try {
    const { stream, written } = makeStream(false)
    const teller = makeTeller(stream)
    for (let step = 0; step <= 50; step++) {
      teller.progress(scan(step / 100))
      vi.advanceTimersByTime(100)
    }
    expect(written()).toBe('linux: reading v6.12 (0 %)\nlinux: reading v6.12 (20 %)\nlinux: reading v6.12 (40 %)\n')
    teller.say('Ready.')
    vi.advanceTimersByTime(5000)
    teller.progress(scan(0.4))
    expect(written().endsWith('(40 %)\nReady.\n')).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})
