import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, expect, test } from 'vitest'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { runHere } from '#scanner/testing/run-here.ts'
import { legacyDriver, pinnedDriver, smallKernel } from '#scanner/testing/small-kernel.ts'
import compareSchema from '../../public/schema/compare-v1.json' with { type: 'json' }
import siteSchema from '../../public/schema/site-v1.json' with { type: 'json' }

/** Like no other, so that nobody takes it for one that moved. */
const newDriver = `long new_ioctl(struct file *file, struct request *request)
{
	struct new_queue *queue = file->private_data;
	scoped_guard(mutex, &queue->lock) {
		if (queue->dead)
			return -ENODEV;
		queue->page = NULL;
	}
	return get_user_pages_fast(request->where, 1, 0, &queue->page);
}
`

let repo: string
beforeAll(() => {
  repo = makeRepository([
    {
      files: {
        ...smallKernel,
        'drivers/a/moves.c': legacyDriver('moves'),
        'drivers/a/converted.c': legacyDriver('same'),
        'drivers/a/undone.c': pinnedDriver('undone'),
        'drivers/a/gone.c': legacyDriver('gone'),
      },
      tag: 'v1',
    },
    {
      files: {
        'drivers/a/moves.c': null,
        'drivers/b/moved.c': legacyDriver('moves'),
        'drivers/a/converted.c': pinnedDriver('same'),
        'drivers/a/undone.c': legacyDriver('undone'),
        'drivers/a/gone.c': null,
        'drivers/b/new.c': newDriver,
      },
      tag: 'v2',
    },
  ]).directory
})

type Listed = Readonly<Record<string, readonly { readonly path: string; readonly role: string }[]>> & {
  readonly summary: Readonly<Record<string, unknown>>
}

async function compare(...args: readonly string[]): Promise<Listed> {
  const { code, stdout, stderr } = await runHere(['compare', '--repo', repo, '--format', 'json', ...args])
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout) as Listed
}

const acquires = (listed: Listed, kind: string) =>
  (listed[kind] ?? []).filter(({ role }) => role === 'acquire').map(({ path }) => path)

test('lists what appeared, went, was converted and regressed; what only moved is none of these', async () => {
  const listed = await compare('v1', 'v2')
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).addSchema(siteSchema).compile(compareSchema)
  expect(validate(listed), JSON.stringify(validate.errors)).toBe(true)
  expect(acquires(listed, 'appeared')).toEqual(['drivers/b/new.c'])
  expect(acquires(listed, 'gone')).toEqual(['drivers/a/gone.c'])
  expect(acquires(listed, 'converted')).toEqual(['drivers/a/converted.c'])
  expect(acquires(listed, 'regressed')).toEqual(['drivers/a/undone.c'])
  expect(acquires(listed, 'open')).toContain('drivers/b/moved.c')
  for (const kind of ['appeared', 'gone', 'converted', 'regressed', 'open'])
    expect(listed.summary[kind]).toBe(listed[kind]?.length)
})

test('the other way round is the opposite', async () => {
  const listed = await compare('v2', 'v1')
  expect(acquires(listed, 'appeared')).toEqual(['drivers/a/gone.c'])
  expect(acquires(listed, 'gone')).toEqual(['drivers/b/new.c'])
  expect(acquires(listed, 'converted')).toEqual(['drivers/a/undone.c'])
  expect(acquires(listed, 'regressed')).toEqual(['drivers/a/converted.c'])
})

test('a revision and itself differ in nothing, and what is open is told', async () => {
  const { code, stdout } = await runHere(['compare', '--repo', repo, 'v1', 'v1'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^No site appeared, went, was converted or regressed from v1 to v1\.\n/)
  expect(stdout).toMatch(/\d+ acquires are open in v1\.\n$/)
})

test('text says from what to what, a line a site', async () => {
  const { stdout } = await runHere(['compare', '--repo', repo, 'v1', 'v2', '--path', 'drivers/a/converted.c'])
  expect(stdout).toMatch(
    /^Converted \(\d+\)\n {2}drivers\/a\/converted\.c:\d+: unconverted → converted {2}get_user_pages_fast → pin_user_pages_fast in same_map\(\)/,
  )
  expect(stdout).not.toContain('undone')
})

test.each([
  ['an unknown revision', ['v1', 'v9'], /"v9": no such revision/],
  ['a missing revision', ['v1'], /B is missing/],
  ['one too many', ['v1', 'v2', 'v3'], /v3|[Tt]oo many/],
  ['an unknown section', ['v1', 'v2', '--subsystem', 'NOBODY'], /no such section/],
])('%s is refused with a sentence', async (_what, args, message) => {
  const { code, stdout, stderr } = await runHere(['compare', '--repo', repo, ...args])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(message)
})
