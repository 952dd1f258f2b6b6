import { expect, test } from 'vitest'
import { explainTransport } from './explain-transport.ts'
import type { GitErrorCode } from './git-error.ts'

const cases: readonly (readonly [GitErrorCode, ...string[]])[] = [
  ['disk-full', 'fatal: write error: No space left on device', 'fatal: fetch-pack: invalid index-pack output'],
  [
    'authentication-needed',
    'git@host: Permission denied (publickey).',
    'fatal: Could not read from remote repository.',
  ],
  ['authentication-needed', "fatal: could not read Username for 'https://host': terminal prompts disabled"],
  ['authentication-needed', 'Host key verification failed.', 'fatal: Could not read from remote repository.'],
  [
    'unreachable',
    'ssh: Could not resolve hostname host.invalid: Name or service not known',
    'fatal: Could not read from remote repository.',
  ],
  ['unreachable', "fatal: unable to access 'https://host.invalid/': Could not resolve host: host.invalid"],
  ['unreachable', 'fatal: unable to look up host.invalid (port 9418) (Name or service not known)'],
  ['not-a-repository', "fatal: repository 'https://host/linux.git/' not found"],
  ['not-a-repository', "fatal: '/linux.git' does not appear to be a git repository"],
  ['not-a-repository', 'fatal: remote error: access denied or repository not exported: /linux.git'],
  [
    'interrupted',
    'error: RPC failed; curl 18 transfer closed with outstanding read data remaining',
    'fatal: early EOF',
  ],
  ['interrupted', "fatal: unable to access 'https://host/': The requested URL returned error: 503"],
  ['git-failed', 'fatal: something that nobody has seen yet'],
]

test.each(cases)('%s: %s', (code, ...said) => {
  const error = explainTransport('https://host/linux.git', said)
  expect(error.code).toBe(code)
  expect(error.message).toMatch(/^https:\/\/host\/linux\.git: .*\. git says: /)
})
