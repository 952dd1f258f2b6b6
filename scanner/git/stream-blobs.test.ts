import { describe, expect, test } from 'vitest'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { listSizes } from './list-sizes.ts'
import { streamBlobs } from './stream-blobs.ts'

/** Streams blobs of these contents and gathers what arrives, by index. */
async function stream(contents: readonly (string | Buffer)[]): Promise<{ texts: Buffer[]; batches: number }> {
  const files = Object.fromEntries(contents.map((content, index) => [`${index}.c`, content]))
  const { directory, git } = makeRepository([{ files }], { bare: true })
  const oids = contents.map((_content, index) => git(['rev-parse', `main:${index}.c`]))
  const texts: Buffer[] = []
  let batches = 0
  await streamBlobs(directory, oids, ({ buffer, from, to, blobs }) => {
    batches++
    expect(blobs[0]?.from).toBe(from)
    expect(blobs.at(-1)?.to).toBe(to)
    for (const blob of blobs) texts[blob.index] = Buffer.from(buffer.subarray(blob.from, blob.to))
  })
  return { texts, batches }
}

test('blobs arrive whole and in order: empty, small, and larger than a batch', async () => {
  const large = Buffer.alloc(700_000, 'int large;\n')
  const contents = ['', 'int a;\n', large, '', Buffer.from([0, 10, 255, 0]), large.subarray(1), 'no line break', '']
  const { texts, batches } = await stream(contents)
  expect(texts.map((text) => text.length)).toEqual(contents.map((content) => content.length))
  // comparing buffers with toEqual takes seconds
  expect(texts.every((text, index) => text.equals(Buffer.from(contents[index] as string)))).toBe(true)
  expect(batches).toBeGreaterThan(1)
})

test('blobs of about the size of a batch and of its buffer arrive whole', async () => {
  const sizes = [65_535, 65_536, 65_537, 262_143, 262_144, 262_145, 1, 262_000]
  const contents = sizes.map((size, index) => Buffer.alloc(size, 97 + index))
  const { texts } = await stream(contents)
  expect(texts.every((text, index) => text.equals(contents[index] ?? Buffer.alloc(0)))).toBe(true)
})

test('text that looks like an answer of cat-file is text', async () => {
  const oid = 'a'.repeat(40)
  const contents = [`${oid} blob 5\nhello\n`, `\n${oid} missing\n`, `${oid} missing`, 'fatal: no\n']
  const { texts } = await stream(contents)
  expect(texts.map(String)).toEqual(contents)
})

test('the same blob asked for twice arrives twice', async () => {
  const { texts } = await stream(['same\n', 'same\n', 'other\n', 'same\n'])
  expect(texts.map(String)).toEqual(['same\n', 'same\n', 'other\n', 'same\n'])
})

test('nothing asked for starts nothing', async () => {
  await streamBlobs('/nonexistent', [], () => expect.unreachable())
})

describe('an object that is not there', () => {
  const absent = '1'.repeat(40)

  test('rejects with its name and what to do, for texts and for sizes', async () => {
    const { directory, git } = makeRepository([{ files: { 'a.c': 'int a;\n' } }])
    const oids = [git(['rev-parse', 'main:a.c']), absent]
    const expected = {
      code: 'missing-object',
      message: expect.stringMatching(new RegExp(`${absent}.*missing.*git fetch.*git fsck`)),
    }
    await expect(streamBlobs(directory, oids, () => {})).rejects.toMatchObject(expected)
    await expect(listSizes(directory, oids)).rejects.toMatchObject(expected)
  })

  test('a directory in place of a blob rejects too', async () => {
    const { directory, git } = makeRepository([{ files: { 'a.c': 'int a;\n' } }])
    await expect(streamBlobs(directory, [git(['rev-parse', 'main^{tree}'])], () => {})).rejects.toMatchObject({
      name: 'GitError',
    })
  })
})

test('an error of the one who reads rejects, once', async () => {
  const { directory, git } = makeRepository([{ files: { 'a.c': 'int a;\n' } }])
  await expect(
    streamBlobs(directory, [git(['rev-parse', 'main:a.c'])], () => {
      throw new Error('reader failed')
    }),
  ).rejects.toThrow('reader failed')
})
