import { expect, test } from 'vitest'
import { edit, remove, rename, write } from './changes.ts'
import { people } from './people.ts'
import { playStory } from './play-story.ts'
import type { Change, StoryCommit } from './story.ts'

function commit(...changes: readonly Change[]): StoryCommit {
  return { in: 'v5.1', by: people.okafor, subject: 'a change', body: '', changes }
}

test('a commit has only the files that it leaves different', () => {
  const [first, second] = playStory([
    commit(write('a.c', 'one one'), write('b.c', 'two')),
    commit(edit('a.c', ['one', 'three']), edit('b.c', ['two', 'four'], ['four', 'two'])),
  ])
  expect([...(first ?? [])]).toEqual([
    ['a.c', 'one one'],
    ['b.c', 'two'],
  ])
  expect([...(second ?? [])]).toEqual([['a.c', 'three three']])
})

test('a renamed file goes in one place and comes in the other', () => {
  const [, second] = playStory([commit(write('a.c', 'one')), commit(rename('a.c', 'b/a.c'))])
  expect([...(second ?? [])]).toEqual([
    ['a.c', null],
    ['b/a.c', 'one'],
  ])
})

test('an edit that changes nothing, or of a file that is not there, is a mistake', () => {
  expect(() => playStory([commit(write('a.c', 'one'), edit('a.c', ['two', 'three']))])).toThrow(
    'v5.1, "a change": this commit of the demo cannot be told',
  )
  expect(() => playStory([commit(remove('a.c'))])).toThrow('cannot be told')
})
