import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readMailbox } from '#scanner/mail/read-mailbox.ts'
import { makeRepository, runTestGit, type TestRepository } from '#scanner/testing/make-repository.ts'
import { type MailedRange, openMailedRange } from './open-mailed-range.ts'

const lines = (count: number): string => Array.from({ length: count }, (_, line) => `line ${line}\n`).join('')

let tree: TestRepository
let opened: MailedRange[] = []
beforeEach(() => {
  tree = makeRepository([{ files: { 'a.c': lines(40), 'dir/b.c': lines(5), 'gone.c': 'x\n' }, tag: 'v1' }])
  opened = []
})
afterEach(async () => {
  for (const range of opened) await range.close()
})

/** Mails of the commits after `v1`. */
const format = (...options: readonly string[]): string => tree.git(['format-patch', '--stdout', ...options, 'v1..HEAD'])

/** Opens the first series of a mailbox over the repository. */
async function open(mails: string | Buffer, base: string | null = null): Promise<MailedRange> {
  const { series } = await readMailbox(Buffer.from(mails))
  const posting = series[0]?.postings.at(-1)
  if (posting === undefined) throw new Error('these mails are no series')
  const range = await openMailedRange(tree.directory, posting, base)
  opened.push(range)
  return range
}

const treeOf = ({ range }: MailedRange): string =>
  runTestGit(range.directory, ['rev-parse', `${range.head.commit}^{tree}`])

describe('the tree is that of the sender', () => {
  test.each([
    [
      'changed files',
      () => tree.commit({ files: { 'a.c': lines(40).replace('line 3', 'three') } }, { files: { 'a.c': lines(41) } }),
    ],
    ['a new file in a new directory', () => tree.commit({ files: { 'x/y/z.c': 'int z;\n' } })],
    ['a file that goes', () => tree.commit({ files: { 'gone.c': null } })],
    ['odd names', () => tree.commit({ files: { 'ä b.c': 'x\n', 'q"uo\tte.c': 'y\n' } }, { files: { 'ä b.c': 'z\n' } })],
    ['a file without a last line break', () => tree.commit({ files: { 'n.c': 'x' } }, { files: { 'n.c': 'x\ny' } })],
    ['a binary file', () => tree.commit({ files: { 'b.bin': Buffer.from([0, 1, 2, 255, 10, 0]) } })],
    ['an empty file', () => tree.commit({ files: { 'empty.c': '' } })],
  ])('%s', async (_what, change) => {
    change()
    const range = await open(format('--binary'))
    expect(treeOf(range)).toBe(tree.git(['rev-parse', 'HEAD^{tree}']))
  })

  test('a file that moves, becomes executable and changes', async () => {
    tree.git(['mv', 'a.c', 'dir/moved.c'])
    writeFileSync(join(tree.directory, 'dir/moved.c'), lines(40).replace('line 9', 'nine'))
    tree.git(['update-index', '--add', '--chmod=+x', 'dir/moved.c'])
    tree.git(['commit', '-qm', 'move'])
    expect(treeOf(await open(format()))).toBe(tree.git(['rev-parse', 'HEAD^{tree}']))
  })

  test('sent through a program that ends lines with CRLF', async () => {
    tree.commit({ files: { 'a.c': lines(39) } })
    expect(treeOf(await open(format().replaceAll('\n', '\r\n')))).toBe(tree.git(['rev-parse', 'HEAD^{tree}']))
  })

  test('sent as format=flowed by a program that does it right', async () => {
    tree.commit({ files: { 'a.c': lines(39) } })
    const flowed = format()
      .replace(/^MIME-Version[\s\S]*?\n(?=\n)/m, '')
      .replace(/^Subject: .*\n/m, (subject) => `${subject}MIME-Version: 1.0\nContent-Type: text/plain; format=flowed\n`)
    // lines that begin with a blank get another one
    const [head = '', ...body] = flowed.split('\n\n')
    const stuffed = [head, ...body.map((part) => part.replace(/^ /gm, '  '))].join('\n\n')
    expect(treeOf(await open(stuffed))).toBe(tree.git(['rev-parse', 'HEAD^{tree}']))
  })

  test('of bytes that are not UTF-8', async () => {
    tree.commit({ files: { 'l.c': Buffer.from('/* \xe4\xff */\n', 'latin1') } })
    tree.git(['format-patch', '--quiet', '-o', '.git/mails', 'v1..HEAD'])
    const [name = ''] = readdirSync(join(tree.directory, '.git/mails'))
    const range = await open(readFileSync(join(tree.directory, '.git/mails', name)))
    expect(treeOf(range)).toBe(tree.git(['rev-parse', 'HEAD^{tree}']))
  })

  test('in a repository with SHA-256', async () => {
    tree = makeRepository([{ files: { 'a.c': lines(9) }, tag: 'v1' }, { files: { 'a.c': lines(8) } }], {
      objectFormat: 'sha256',
    })
    expect(treeOf(await open(format()))).toBe(tree.git(['rev-parse', 'HEAD^{tree}']))
  })
})

test('there is a commit for each patch, with its author and subject, and nothing in the repository', async () => {
  tree.commit({ files: { 'a.c': lines(39) } }, { files: { 'a.c': lines(38) } })
  const mails = format('--from=Sender <sender@example.org>')
  tree.git(['reset', '--hard', '-q', 'v1'])
  tree.git(['reflog', 'expire', '--expire=now', '--all'])
  tree.git(['gc', '--prune=now', '-q'])
  const before = listFiles(tree.directory)
  const { range } = await open(mails)
  expect(listFiles(tree.directory)).toEqual(before)
  expect(range.commits).toHaveLength(2)
  expect(range.commits[0]?.parents).toEqual([range.base.commit])
  expect(range.commits[1]?.parents).toEqual([range.commits[0]?.oid])
  const log = runTestGit(range.directory, [
    'log',
    '--format=%an <%ae> %s',
    `v1..${range.head.commit}`.replace('v1', range.base.commit),
  ])
  expect(new Set(log.split('\n').map((line) => line.split('> ')[0]))).toEqual(new Set(['A Tester <tester@example.org']))
})

const listFiles = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort()

describe('the base', () => {
  const noticesOf = async (mails: string, base: string | null = null) => {
    const { range, notices } = await open(mails, base)
    return { base: range.base.revision, notices: notices.join(' ') }
  }

  test('is the one that was asked for', async () => {
    tree.commit({ files: { 'a.c': lines(39) }, tag: 'v2' }, { files: { 'dir/b.c': 'b\n' } })
    expect(await noticesOf(tree.git(['format-patch', '--stdout', 'v2..']), 'v1')).toEqual({ base: 'v1', notices: '' })
  })

  test('else the commit that the mails name', async () => {
    const [oid = ''] = tree.commit({ files: { 'a.c': lines(39) } }, { files: { 'dir/b.c': 'b\n' } })
    const mails = tree.git(['format-patch', '--stdout', '--base=HEAD~1', 'HEAD~1..'])
    expect(await noticesOf(mails)).toMatchObject({ base: oid, notices: expect.stringMatching(/as the mails say/) })
  })

  test('else, where that one is not here, the newest tag that fits', async () => {
    tree.commit({ files: { 'a.c': lines(39) } })
    const mails = format('--base=v1').replace(/^base-commit: .*$/m, `base-commit: ${'1'.repeat(40)}`)
    const { base, notices } = await noticesOf(mails)
    expect(base).toBe('v1')
    expect(notices).toMatch(
      /The base is v1, the newest tag.*name the base 111111111111, which is not in this repository/,
    )
  })

  test('of tags the newest to which all patches apply', async () => {
    tree.commit(
      { files: { 'dir/b.c': 'other\n' }, tag: 'v2' },
      { files: { 'a.c': lines(39) }, tag: 'v3' },
      { files: { 'dir/b.c': 'b\n' } },
    )
    const mails = format()
    // v3 has what the second patch does, and v1 lacks what the third one needs
    const onV2 = tree.git(['format-patch', '--stdout', 'v2..HEAD'])
    expect((await noticesOf(onV2)).base).toBe('v2')
    expect((await noticesOf(mails)).base).toBe('v1')
  })

  test('never a tag that HEAD does not descend from', async () => {
    tree.commit({ files: { 'a.c': lines(39) }, tag: 'side-1' }, { files: { 'dir/b.c': 'b\n' } })
    const mails = tree.git(['format-patch', '--stdout', 'HEAD~1..'])
    tree.git(['reset', '--hard', '-q', 'v1'])
    expect((await noticesOf(mails)).base).toBe('v1')
  })

  test('that is not there is said', async () => {
    tree.commit({ files: { 'a.c': lines(39) } })
    await expect(open(format(), 'v9')).rejects.toThrow(/"v9": no such revision/)
  })

  test('cannot be found without a tag', async () => {
    tree.git(['tag', '-d', 'v1'])
    tree.commit({ files: { 'a.c': lines(39) } })
    const mails = tree.git(['format-patch', '--stdout', 'HEAD~1..'])
    await expect(open(mails)).rejects.toThrow(/No tag is reachable from HEAD. Say .*--base/)
  })
})

describe('what does not apply is told with mail, file and hunk', () => {
  /** Changes lines 3 and 30 of a file of 40 in one patch. */
  const twoHunks = () => {
    tree.commit({ files: { 'a.c': lines(40).replace('line 3\n', 'three\n').replace('line 30\n', 'thirty\n') } })
    return format()
  }
  const refused = (mails: string, base: string | null = 'v1') =>
    open(mails, base).then(
      () => '',
      (error: Error) => `${error.name}: ${error.message}`,
    )

  test('a hunk without its place', async () => {
    expect(await refused(twoHunks().replace(' line 29', ' line twenty-nine'))).toMatch(
      /^MailError: "\[PATCH\] .*" \(line 2 of the mailbox\) does not apply to v1: a\.c, hunk 2 of 2 \(at line 28\)\.$/,
    )
  })

  test('the second mail', async () => {
    tree.commit({ files: { 'a.c': lines(39) } }, { files: { 'dir/b.c': lines(4) } })
    const message = await refused(format('-n').replace('-line 4\n', '-line four\n'))
    expect(message).toMatch(/"\[PATCH 2\/2\] .*" \(line \d+ of the mailbox\).*dir\/b\.c, hunk 1 of 1/)
  })

  test('a file that is not there', async () => {
    expect(await refused(twoHunks().replaceAll('a.c', 'z.c'))).toMatch(/z\.c is not there/)
  })

  test('a file that is there already', async () => {
    tree.commit({ files: { 'new.c': 'x\n' } })
    expect(await refused(format(), 'HEAD')).toMatch(/new\.c is there already/)
  })

  test('a binary file without its content', async () => {
    tree.commit({ files: { 'b.bin': Buffer.from([0, 1, 2]) } })
    expect(await refused(format('--no-binary'))).toMatch(/b\.bin is binary and was sent without its content/)
  })

  test('a hunk that lost a line', async () => {
    expect(await refused(twoHunks().replace(' line 29\n', ''))).toMatch(
      /a\.c, hunk 2 of 2 is damaged|the patch is damaged/,
    )
  })

  test('lines that a mail program broke', async () => {
    const wrapped = twoHunks()
      .replace(/^Subject: .*\n/m, (subject) => `${subject}MIME-Version: 1.0\nContent-Type: text/plain; format=flowed\n`)
      .replace(' line 29\n', ' line\n29\n')
    expect(await refused(wrapped)).toMatch(/format=flowed: the mail program broke lines/)
  })

  test('tabs that became blanks', async () => {
    tree.commit(
      { files: { 'a.c': lines(40).replaceAll('line', '\tline') }, tag: 'v2' },
      { files: { 'a.c': lines(41).replaceAll('line', '\tline') } },
    )
    const mails = tree.git(['format-patch', '--stdout', 'v2..']).replaceAll('\t', '        ')
    expect(await refused(mails, 'v2')).toMatch(/would apply if blanks did not count/)
  })

  test('no tag at all: why not to the newest', async () => {
    expect(await refused(twoHunks().replace(' line 29', ' line twenty-nine'), null)).toMatch(
      /does not apply to the only tag below HEAD\. Say what it is based on with --base\.[\s\S]*does not apply to v1: a\.c, hunk 2 of 2/,
    )
  })
})

test('a series that lacks a part is not checked', async () => {
  tree.commit({ files: { 'a.c': lines(39) } }, { files: { 'a.c': lines(38) } }, { files: { 'a.c': lines(37) } })
  const [, first = '', , third = ''] = format('-n').split(/^(?=From [0-9a-f]{40} )/m)
  await expect(open(first + third)).rejects.toThrow(/has 3 patches, and the mailbox lacks 1, 3|lacks/)
})
