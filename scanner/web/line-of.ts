import { format, stripVTControlCharacters } from 'node:util'
import { describeError } from './describe-error.ts'

/** What is printed with `console` as a line of the log: the first error in it, and the sentence about it. Next.js prints a sign instead of one. */
export function lineOf(printed: readonly unknown[]): [{ readonly err?: Error }, string] {
  const err = printed.find((value) => value instanceof Error)
  if (err === undefined) return [{}, format(...printed)]
  const sentence = stripVTControlCharacters(format(...printed.filter((value) => value !== err))).trim()
  return [{ err }, /\p{L}/u.test(sentence) ? sentence : describeError(err).message]
}
