import { vi } from 'vitest'

/**
 * Makes waits of seconds pass in milliseconds: a library that leaves a server alone for a while need not be waited for. Sockets keep
 * their own clock. Returns what ends it.
 */
export function hastenTimers(): () => void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  const hurry = setInterval(() => void vi.advanceTimersByTimeAsync(1000), 1)
  return () => {
    clearInterval(hurry)
    vi.useRealTimers()
  }
}
