import { isUtf8 } from 'node:buffer'
import type { Authorship } from '#scanner/model/authorship.ts'
import { type Trailer, trailerNames } from '#scanner/model/event.ts'
import { streamPieces } from './stream-pieces.ts'

/** What git takes apart for us: encodings, folded subjects, and which lines of a message are trailers. No mailmap: people as they signed. */
const fields = [
  '%H',
  '%an',
  '%ae',
  '%at',
  '%s',
  '%(trailers:only=true,unfold=true,separator=%x01,key_value_separator=%x02)',
]

/** A repository may configure what counts as a trailer, and have signatures checked by a program that it names. */
const settings = ['log.showSignature=false', 'trailer.separators=:']

const command = [
  ...settings.flatMap((setting) => ['-c', setting]),
  'log',
  '--no-walk=unsorted',
  '--stdin',
  '-z',
  '--no-patch',
  '--encoding=UTF-8',
  '--no-notes',
  '--no-color',
  `--format=tformat:${fields.join('%x00')}`,
]

/** The end of year 9999: commits with a broken clock claim more than any calendar or database can show. */
const secondsMax = 253_402_300_799

/** Authors, subjects and trailers of commits, in the order asked for. Rejects with `GitError` if one is not there. */
export async function listAuthorship(directory: string, commits: readonly string[]): Promise<readonly Authorship[]> {
  // asked for nothing, git tells of HEAD
  if (commits.length === 0) return []
  const found: Authorship[] = []
  let pieces: string[] = []
  await streamPieces(directory, command, `${commits.join('\n')}\n`, (piece) => {
    pieces.push(decode(piece))
    if (pieces.length < fields.length) return
    found.push(compose(pieces))
    pieces = []
  })
  return found
}

function compose([
  commit = '',
  authorName = '',
  authorEmail = '',
  seconds = '',
  subject = '',
  trailers = '',
]: readonly string[]): Authorship {
  const at = Math.min(Math.max(Number(seconds) || 0, 0), secondsMax)
  return {
    commit,
    subject,
    authorName,
    authorEmail,
    authoredAt: new Date(at * 1000),
    trailers: parseTrailers(trailers),
  }
}

function parseTrailers(text: string): readonly Trailer[] {
  return text.split('\x01').flatMap((line) => {
    const [key = '', value = ''] = line.split('\x02', 2)
    const name = trailerNames.find((known) => known.toLowerCase() === key.trim().toLowerCase())
    return name === undefined || value.trim() === '' ? [] : [{ name, value: value.trim() }]
  })
}

/** What claims no encoding and is no UTF-8 was written on a system with one byte a character; git leaves it as it is. */
function decode(bytes: Buffer): string {
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1')
}
