import { GitError, type GitErrorCode } from './git-error.ts'

/** In this order: git ends nearly every failure with "Could not read from remote repository", and with what it guesses of the reason. */
const causes: readonly (readonly [RegExp, GitErrorCode, string])[] = [
  [
    /No space left on device|Disk quota exceeded/,
    'disk-full',
    'the disk is full. Make room, or set PINWATCH_HOME to a folder on another disk, and scan again.',
  ],
  [
    /Authentication failed|could not read (?:Username|Password)|terminal prompts disabled|Permission denied \(|error: 40[13]\b|unable to read askpass/,
    'authentication-needed',
    'the server asks who you are. Use an ssh URL and a key that your agent holds, or clone it yourself and give the path.',
  ],
  [
    /Host key verification failed/,
    'authentication-needed',
    'ssh does not know this server yet. Connect to it once with ssh to accept its key, and scan again.',
  ],
  [
    /Could not resolve host|Name or service not known|Temporary failure in name resolution|unable to look up|Connection refused|Connection timed out|timed out|No route to host|Network is unreachable|Failed to connect|unable to connect/i,
    'unreachable',
    'the server cannot be reached. Check the address and the network, and scan again.',
  ],
  [
    /not found|does not appear to be a git repository|not exported|is this a git repository|error: 404\b|Repository not|no such repository/i,
    'not-a-repository',
    'there is no git repository at this address. Check it: it is what git clone takes.',
  ],
  [
    /early EOF|hung up|RPC failed|unexpected disconnect|Connection reset|transfer closed|index-pack failed|fetch-pack|error: 5\d\d\b|low speed|Operation too slow/i,
    'interrupted',
    'the connection was lost on the way. Nothing is kept of a part: scan again.',
  ],
  [
    /cannot create directory|could not create|unable to (?:create|write)|Permission denied|Read-only file system/i,
    'unusable-folder',
    'the mirror cannot be written. Set PINWATCH_HOME to a folder that you can write.',
  ],
]

/** What is wrong with cloning or fetching a URL, from what git printed. */
export function explainTransport(url: string, said: readonly string[]): GitError {
  const text = said.join('\n')
  const errors = said.filter((line) => /^(?:fatal|error|ssh|remote|ERR)\b/i.test(line) || /denied|failed/i.test(line))
  const quoted = (errors.length > 0 ? errors : said).slice(-2).join(' / ')
  const suffix = quoted === '' ? '' : ` git says: ${quoted}`
  for (const [pattern, code, sentence] of causes) {
    if (pattern.test(text)) return new GitError(code, `${url}: ${sentence}${suffix}`)
  }
  return new GitError('git-failed', `${url}: git failed.${suffix}`)
}
