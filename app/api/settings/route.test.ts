import { expect, test } from 'vitest'
import { POST } from './route.ts'

const choose = (fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
  POST(
    new Request('http://127.0.0.1:3000/api/settings', {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { host: '127.0.0.1:3000', ...headers },
    }),
  )

test('what a reader chose is kept, and the page comes back', async () => {
  const answer = await choose({ theme: 'dark' }, { referer: 'http://127.0.0.1:3000/linux/sites?view=all' })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/linux/sites?view=all')
  expect(answer.headers.get('set-cookie')).toMatch(/^pinwatch-theme=dark; Path=\/; Max-Age=31536000; /)
})

test('what is as usual is forgotten, nonsense is nothing', async () => {
  expect((await choose({ density: 'roomy' })).headers.get('set-cookie')).toContain(
    'pinwatch-density=roomy; Path=/; Max-Age=0',
  )
  expect((await choose({ theme: 'x; Domain=.' })).headers.get('set-cookie')).toBeNull()
})

test('nobody is led elsewhere, and no other site sets anything', async () => {
  for (const referer of ['https://elsewhere.example/a', 'http://127.0.0.1:3000//elsewhere.example', 'nonsense'])
    expect((await choose({ theme: 'dark' }, { referer })).headers.get('location')).toMatch(/^\/(?!\/)/)
  expect((await choose({ theme: 'dark' }, { origin: 'https://elsewhere.example' })).status).toBe(403)
})
