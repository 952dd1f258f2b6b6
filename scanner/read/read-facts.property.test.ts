import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BlobFacts } from '#scanner/model/facts.ts'
import { listCalls, readSource } from '#scanner/testing/read-source.ts'
import { lex } from './lex.ts'
import { tokenText } from './tokens.ts'

const pieces = [
  'put_page(p);',
  'get_user_pages(a, 1, f, &p)',
  'static int f(struct page *p)',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ';',
  '\n',
  '\r\n',
  '#if X\n',
  '#else\n',
  '#endif\n',
  '#define M(a) put_page(a)\n',
  '#define N \\\n',
  '/*',
  '*/',
  '//',
  '"',
  "'",
  '\\',
  '\0',
  'page = pages[i];',
  'x->y = ',
  '= ',
  'return ',
  '*',
  '&',
  'FNAME(x)',
  'SYSCALL_DEFINE1(x, int, y)',
]

test('no bytes make reading throw, and every call lies in the file', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 4096 }), (bytes) => {
      const facts = readSource(Buffer.from(bytes))
      expect(facts.calls).toBeInstanceOf(Array)
    }),
    { numRuns: 400 },
  )
})

test('no heap of pieces of C makes reading throw, and every call stands where it says', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 300 }), (parts) => {
      const source = parts.join(' ')
      const lines = source.split('\n')
      for (const { line, column, callee } of readSource(source).calls) {
        expect(lines[line - 1]?.slice(column - 1, column - 1 + callee.length)).toBe(callee)
      }
    }),
    { numRuns: 600 },
  )
})

/** Everything but positions. */
function withoutPositions(facts: BlobFacts): unknown {
  return JSON.parse(
    JSON.stringify(facts, (key, value) =>
      ['line', 'column', 'endLine'].includes(key) ? undefined : (value as unknown),
    ),
  )
}

const program = `
#ifdef CONFIG_A
static int take(struct dma *dma, bool write)
{
	unsigned int flags = write ? FOLL_WRITE : 0;
	struct page **pages = dma->map;
	int got = get_user_pages_fast(dma->addr & PAGE_MASK, dma->n, flags, (struct page **)(pages + dma->at));
	while (got--)
		put_page(pages[got]);
	return pin_user_pages_fast(a, 1, flags, &dma->map[0]);
}
#else
SYSCALL_DEFINE1(drop, struct page *, page)
{
	lock_page(page);
	unpin_user_page(page_folio(page));
}
#endif
EXPORT_SYMBOL(take);
`

test('comments and white space between tokens change nothing but positions', () => {
  const { tokens } = lex(program)
  const expected = withoutPositions(readSource(program))
  const gaps: number[] = []
  for (let index = 0; index < tokens.count; index++) {
    if (tokenText(tokens, index).startsWith('#')) continue
    gaps.push(tokens.start[index] ?? 0)
  }
  const filler = fc.constantFrom(
    ' ',
    '\t',
    '\n',
    '/* put_page(x); */',
    '/*\n*/',
    '\n\n\t',
    '// get_user_pages(\n',
    '\\\n',
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...gaps), filler), { maxLength: 40 }), (inserts) => {
      let source = ''
      let from = 0
      for (const gap of [...new Set(gaps)]) {
        source += program.slice(from, gap) + inserts.flatMap(([at, text]) => (at === gap ? [text] : [])).join('')
        from = gap
      }
      source += program.slice(from)
      expect(withoutPositions(readSource(source))).toEqual(expected)
    }),
    { numRuns: 300 },
  )
})

test('CR LF line ends change no line and no call', () => {
  expect(listCalls(readSource(program.replaceAll('\n', '\r\n')))).toEqual(listCalls(readSource(program)))
})
