import { expect, expectAccessible, isWhole, test, wideView } from '../visit.ts'

const missing = [
  '/nothing',
  '/demo/nothing',
  '/demo/sites/0000000000000000',
  '/demo/sites/nonsense',
  '/demo/subsystems/no-such-section',
  '/demo/maintainers/nobody@nowhere.example',
  '/demo?rev=v0.0',
  '/scans/999999',
  '/scans/x',
  '/api/nothing',
]

/** One page says it of all of them; it stands in the frame of its tree where there is one. */
const frames: ReadonlySet<string> = new Set(['/nothing', '/demo/nothing'])

test.describe('what is not there', () => {
  // a browser reports the status of the page itself
  test.use({ expectedTrouble: [/404/] })
  for (const path of missing) {
    test(`${path} is answered with 404 and says what is there`, async ({ page }) => {
      const answer = await page.goto(path)
      expect(answer?.status()).toBe(404)
      if (path.startsWith('/api/')) return
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not found')
      await expectAccessible(page, ...(frames.has(path) ? [] : [wideView]))
    })
  }
})

test.describe('what is not there, without a script', () => {
  test.use({ expectedTrouble: [/404/], javaScriptEnabled: false })
  for (const path of missing.filter((path) => !path.startsWith('/api/'))) {
    test(`${path} says it whole`, async ({ page }) => {
      expect((await page.goto(path))?.status()).toBe(404)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not found')
      await expect(page.getByRole('main').getByRole('link').first()).toBeVisible()
    })
  }
})

const nonsense = ['%00', '%F0%9F%90%A7', "'%20or%201=1--", '-1', '999999999999999999999', '[]', '%ff', 'a'.repeat(3000)]
const parameters = [
  'status',
  'role',
  'api',
  'family',
  'subsystem',
  'maintainer',
  'path',
  'q',
  'sort',
  'dir',
  'after',
  'before',
]

for (const [at, parameter] of parameters.entries()) {
  // each value of some parameter; a whole run, of every parameter
  const values = isWhole ? nonsense : nonsense.filter((_, index) => index === at % nonsense.length)
  test(`nonsense in ${parameter} never breaks a page`, async ({ request }) => {
    for (const value of values) {
      for (const path of ['/demo/sites', '/demo/subsystems', '/demo/maintainers', '/scans']) {
        const answer = await request.get(`${path}?${parameter}=${value}&${parameter}=${value}`)
        expect(answer.status(), `${path}?${parameter}=${value.slice(0, 30)}`).toBeLessThan(500)
      }
      const rows = await request.get(`/api/trees/demo/sites?${parameter}=${value}`)
      expect(rows.status(), `api ${parameter}=${value.slice(0, 30)}`).toBeLessThan(500)
    }
  })
}

test.describe('a value that means nothing', () => {
  test.use({ expectedTrouble: [/400/] })
  const values = ['status=finished', 'path=[[:foo:]]', 'path=[z-a]', 'sort=taste']
  for (const value of values) {
    test(`${value} is answered with 400, named, and the rest still holds`, async ({ page }) => {
      const answer = await page.goto(`/demo/sites?${value}&role=acquire`)
      expect(answer?.status()).toBe(400)
      const notice = page.getByRole('note', { name: 'Part of the address was not understood; the rest applies' })
      await expect(notice.locator('code').first()).toHaveText(value.split('=')[0] ?? '')
      await expect(page.getByRole('table')).toBeVisible()
      await expect(page.getByRole('button', { name: 'Export' }).or(page.getByText('Export')).first()).toBeVisible()
    })
  }
})

test('what others hang on a link is told, and the page is answered', async ({ page }) => {
  expect((await page.goto('/demo/sites?status=-converted&utm_source=mail'))?.status()).toBe(200)
  await expect(page.getByText('A list has no such parameter.')).toBeVisible()
})

test('scripts are told which parameter is wrong', async ({ request }) => {
  const answer = await request.get('/api/trees/demo/sites?status=finished')
  expect(answer.status()).toBe(400)
  expect(JSON.stringify(await answer.json())).toContain('status')
})

test('what an address does not have is refused with what it has', async ({ request }) => {
  const asked = [
    ['OPTIONS', '/demo', 204, 'GET, HEAD, POST, OPTIONS'],
    ['DELETE', '/demo/sites', 405, 'GET, HEAD, POST, OPTIONS'],
    ['GET', '/people/sign-out', 405, 'OPTIONS, POST'],
    ['PUT', '/api/health', 405, 'GET, HEAD, OPTIONS'],
    ['POST', '/api/v1/trees/demo/sites', 405, 'GET, HEAD, OPTIONS'],
    ['DELETE', '/api/v1/trees/demo/claims', 405, 'GET, HEAD, OPTIONS, POST'],
  ] as const
  for (const [method, path, status, allow] of asked) {
    const answer = await request.fetch(path, { method })
    expect(answer.status(), `${method} ${path}`).toBe(status)
    expect(answer.headers().allow, `${method} ${path}`).toBe(allow)
  }
})

test('trees are added from these pages alone', async ({ request }) => {
  const elsewhere = { origin: 'https://elsewhere.example' }
  const answer = await request.post('/api/scans', { data: { repo: 'demo' }, headers: elsewhere })
  expect(answer.status()).toBe(403)
})

test('a request that is no request is told what one is', async ({ request }) => {
  const headers = { 'content-type': 'application/json' }
  for (const data of ['{', '[]', '{"repo":7}', '{"repo":""}', '{"repo":"-x"}', '{"repo":"file:///etc"}'])
    expect((await request.post('/api/scans', { data, headers })).status(), data).toBe(400)
})
