import { expect, test } from 'vitest'
import { answerList } from './answer-list.ts'
import { pageOf } from './page-of.ts'
import { ApiRefusal } from './refusal.ts'

const items = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name }))
const page = (limit: number, cursor?: string) => pageOf(items, ({ name }) => name, { limit, cursor })

test('the parts of a list are the list, each once', () => {
  const first = page(2)
  const second = page(2, first.next ?? '')
  const third = page(2, second.next ?? '')
  expect([first, second, third].flatMap((part) => part.items)).toEqual(items)
  expect([first.total, third.next]).toEqual([5, null])
})

test('a cursor that names nothing is refused', () => {
  expect(() => page(2, 'nonsense')).toThrow(ApiRefusal)
})

test('whoever has an answer already is told so, and a part links to the next one', async () => {
  const ask = (headers = {}) =>
    answerList(new Request('http://localhost/api/v1/x?kind=a&cursor=old', { headers }), page(2))
  const answer = ask()
  const etag = answer.headers.get('etag') ?? ''
  expect(await answer.json()).toEqual({ items: items.slice(0, 2), next: page(2).next, total: 5 })
  expect(answer.headers.get('link')).toBe(`</api/v1/x?kind=a&cursor=${page(2).next}>; rel="next"`)
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  const again = ask({ 'if-none-match': `"other", ${etag}` })
  expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
  expect(ask({ 'if-none-match': '"other"' }).status).toBe(200)
})
