import { EventEmitter } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { listenForStop } from './stop-signals.ts'

afterEach(() => vi.useRealTimers())

/** What hears signals of a process that gets none. */
function listen() {
  vi.useFakeTimers()
  const process = new EventEmitter()
  const signals = listenForStop(process as NodeJS.Process)
  return { signals, send: (name: string) => process.emit(name) }
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s ends, and a second one does not wait', (name) => {
  const { signals, send } = listen()
  expect(signals.stop.aborted).toBe(false)
  send(name)
  expect([signals.stop.aborted, signals.kill.aborted]).toEqual([true, false])
  vi.advanceTimersByTime(1000)
  send(name)
  expect(signals.kill.aborted).toBe(true)
})

test('what a terminal and npm send for one Ctrl-C is one', () => {
  const { signals, send } = listen()
  send('SIGINT')
  vi.advanceTimersByTime(100)
  send('SIGINT')
  expect([signals.stop.aborted, signals.kill.aborted]).toEqual([true, false])
})
