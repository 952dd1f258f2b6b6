import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { catalogue } from '#scanner/model/catalogue/index.ts'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { composeCheckpatch } from './compose-checkpatch.ts'
import { listReplacements } from './list-replacements.ts'

const script = `#!/usr/bin/perl
our %deprecated_apis = (
	"kmap"					=> "kmap_local_page",
	"kunmap_atomic"				=> "kunmap_local",
);

#Create a search pattern
print join(",", map { "$_=$deprecated_apis{$_}" } sort keys %deprecated_apis);
`
const entries = [
  { from: 'get_user_pages', to: 'pin_user_pages' },
  { from: 'get_user_pages_fast', to: 'pin_user_pages_fast' },
]

test('git applies it, and the list has the calls', () => {
  const { directory, git } = makeRepository([{ files: { 'scripts/checkpatch.pl': script } }])
  const patch = composeCheckpatch(script, entries) ?? ''
  writeFileSync(join(directory, 'the.patch'), patch)
  git(['apply', '--index', 'the.patch'])
  expect(git(['show', ':scripts/checkpatch.pl'])).toContain(
    [
      '\t"kunmap_atomic"\t\t\t\t=> "kunmap_local",',
      '\t"get_user_pages"\t\t\t=> "pin_user_pages",',
      '\t"get_user_pages_fast"\t\t\t=> "pin_user_pages_fast",',
      ');',
    ].join('\n'),
  )
})

test('what is in the list already is left out', () => {
  expect(composeCheckpatch(script, [{ from: 'kmap', to: 'kmap_local_page' }])).toBeNull()
  expect(composeCheckpatch(script, [{ from: 'kmap', to: 'x' }, ...entries])?.match(/^\+\t/gm)).toHaveLength(2)
})

test('a script without the list is told', () => {
  expect(composeCheckpatch('#!/usr/bin/perl\nprint 1;\n', entries)).toBeNull()
})

test('only calls are named that headers declare, with what they declare', () => {
  const header =
    'long get_user_pages(int a);\nlong pin_user_pages(int a);\nlong get_user_pages_fast(int a);\nvoid put_page(int a);\n'
  expect(listReplacements(catalogue, [header])).toEqual([{ from: 'get_user_pages', to: 'pin_user_pages' }])
})
