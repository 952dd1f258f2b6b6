import { format } from 'node:util'
import pino from 'pino'
import { describeError } from './describe-error.ts'
import { lineOf } from './line-of.ts'
import { requestNotes } from './request-notes.ts'

export type Log = pino.Logger
export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

/**
 * One JSON object a line on standard error, with the id of the request at hand. What anybody prints with `console` is such a line too: Next.js
 * and its dependencies tell of errors that way. Errors are told in short; with `debug`, with the whole of their stack.
 */
export function openLog(level: LogLevel): Log {
  const describe = level === 'debug' ? pino.stdSerializers.err : describeError
  const log = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describe },
      mixin() {
        const id = requestNotes.getStore()?.id
        return id === undefined ? {} : { requestId: id }
      },
    },
    pino.destination({ fd: 2, sync: true }),
  )
  console.error = (...args) => log.error(...lineOf(args))
  console.warn = (...args) => log.warn(...lineOf(args))
  console.log = (...args) => log.info(format(...args))
  console.info = console.log
  return log
}
