import { test } from '@playwright/test'
import fc from 'fast-check'
import { expect, isWhole } from '../visit.ts'
import { apiRequests, type OpenApi } from './api-requests.ts'
import { pageRequests } from './page-requests.ts'
import { describeRequest, isMistake, sendRequest } from './send-request.ts'

/** A long run sets more, and a seed to see the same again. */
const requestsMax = Number(process.env.FUZZ_REQUESTS ?? (isWhole ? 240 : 60))
const seed = Number(process.env.FUZZ_SEED ?? 1)
const atOnce = 4

test('no request whatever is answered with a mistake of ours', async ({ baseURL, request }) => {
  test.setTimeout(60_000 + requestsMax * 1000)
  const document = (await (await request.get('/api/v1/openapi.json')).json()) as OpenApi
  const { items: trees } = (await (await request.get('/api/v1/trees')).json()) as { items: { slug: string }[] }
  const slugs = trees.map(({ slug }) => slug)
  expect(slugs).not.toEqual([])
  const { items: sites } = (await (await request.get(`/api/v1/trees/${slugs[0]}/sites?limit=5`)).json()) as {
    items: { id: string }[]
  }
  const keys = sites.map(({ id }) => id)
  const arbitrary = fc.oneof(
    apiRequests(document, { tree: slugs, key: keys, id: ['1'] }),
    pageRequests([...slugs, ...keys, 'the-rest', 'someone@example.org']),
  )
  const requests = fc.sample(arbitrary, { numRuns: requestsMax, seed })
  const wrong: string[] = []
  const next = requests.values()
  const work = async () => {
    for (const asked of next) {
      const answer = await sendRequest(baseURL ?? '', asked)
      if (isMistake(answer)) wrong.push(describeRequest(answer.status, asked))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  expect(wrong, `seed ${seed}`).toEqual([])
})
