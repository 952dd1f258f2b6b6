import type { Metadata } from 'next'
import { treeFeedPath } from './routes.ts'

interface Feed {
  readonly title: string
  readonly url: string
}

/** The feeds that a page of one owner announces to readers of feeds: its own, and that of the whole tree. */
export const feedsOf = (name: string, slug: string, own: Feed): Metadata['alternates'] => ({
  types: {
    'application/atom+xml': [
      { title: `Pinwatch: ${name}, ${own.title}`, url: own.url },
      { title: `Pinwatch: ${name}`, url: treeFeedPath(slug) },
    ],
  },
})
