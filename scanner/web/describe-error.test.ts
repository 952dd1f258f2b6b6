import { expect, test } from 'vitest'
import { describeError } from './describe-error.ts'
import { lineOf } from './line-of.ts'

test('an error is its message in one line, and the first frames of its stack', () => {
  const error = new Error('\nInvalid invocation:\n\n\nRaw query failed.')
  error.stack = `${error}\n${Array.from({ length: 30 }, (_, at) => `    at frame${at} (page.js:1:${at})`).join('\n')}`
  expect(describeError(error)).toEqual({
    name: 'Error',
    message: 'Invalid invocation: Raw query failed.',
    at: ['frame0 (page.js:1:0)', 'frame1 (page.js:1:1)', 'frame2 (page.js:1:2)'],
  })
})

test('what caused it is told too, with its code, and not for ever', () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  expect(describeError(new Error('asking failed', { cause }))).toMatchObject({
    message: 'asking failed',
    cause: { message: 'connect ECONNREFUSED', code: 'ECONNREFUSED' },
  })
  const ring = new Error('in a ring')
  ring.cause = ring
  expect(JSON.stringify(describeError(ring)).match(/"in a ring"/g)).toHaveLength(4)
})

test('a long message is cut, and what is thrown need not be an error', () => {
  expect(describeError(new Error('x'.repeat(10_000))).message).toHaveLength(501)
  expect(describeError('a text\nof two lines')).toEqual({ name: 'string', message: 'a text of two lines', at: [] })
})

test('what is printed is its sentence beside the error, or the message of the error where it is but a sign', () => {
  const error = new Error('it\nbroke')
  expect(lineOf([' \u001b[31m⨯\u001b[39m', error])).toEqual([{ err: error }, 'it broke'])
  expect(lineOf(['list-sites failed:', error])).toEqual([{ err: error }, 'list-sites failed:'])
  expect(lineOf(['%s is ready', 'Next'])).toEqual([{}, 'Next is ready'])
})
