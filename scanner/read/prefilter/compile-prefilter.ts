import { Buffer } from 'node:buffer'
import { chooseFingerprint, fingerprintBytes } from './choose-fingerprint.ts'
import { findNameModule } from './find-name-module.ts'

/** A search for many names in bytes that lie in a memory of its own. */
export interface Prefilter {
  /** What is searched. Growing it keeps its bytes and makes a buffer that was asked for before useless. */
  readonly arena: { readonly bytes: () => Buffer; readonly grow: (bytesMin: number) => void }
  /**
   * The position in the arena of the next byte inside a whole name that stands between two positions, or -1. Positions of later
   * calls never lie before earlier ones. Whole identifiers are not asked for: reading decides that.
   */
  readonly find: (from: number, to: number) => number
}

const pageBytes = 65_536
const bucketCount = 8
const bucketsAt = 96
const namesAt = 256
const nameBytes = 12
/** The search looks at sixteen positions, three bytes each, whatever their end. */
const slackBytes = 32

/**
 * Sixteen positions at a time in WebAssembly (find-name.as.ts), over the bytes as git sends them: 0.9 s for the 915 MB of C in 6.12, where
 * making Latin-1 text of them and searching that by a regular expression took 1.6 s (both beside other work, in turn).
 * Names that contain another one are left out: the shorter one finds them too. A name has at least three bytes.
 */
export function compilePrefilter(names: readonly string[]): Prefilter {
  const shortest = [...new Set(names)].filter((name) => !names.some((other) => other !== name && name.includes(other)))
  const short = shortest.find((name) => name.length < fingerprintBytes)
  if (short !== undefined) throw new RangeError(`${short}: a name to search for needs ${fingerprintBytes} bytes`)
  const tables = layOut(shortest)
  const memory = new WebAssembly.Memory({ initial: Math.ceil((tables.length + slackBytes) / pageBytes) })
  new Uint8Array(memory.buffer).set(tables)
  const findName = instantiate(memory)
  const start = tables.length
  let bytes = Buffer.alloc(0)
  return {
    arena: {
      bytes: () => bytes,
      grow: (bytesMin) => {
        const pages = Math.ceil((start + bytesMin + slackBytes) / pageBytes) - memory.buffer.byteLength / pageBytes
        if (pages > 0) memory.grow(pages)
        bytes = Buffer.from(memory.buffer, start, memory.buffer.byteLength - start - slackBytes)
      },
    },
    find: (from, to) => {
      const at = findName(start + from, start + to)
      return at < 0 ? -1 : at - start
    },
  }
}

type FindName = (from: number, to: number) => number

function instantiate(memory: WebAssembly.Memory): FindName {
  const module = new WebAssembly.Module(Buffer.from(findNameModule, 'base64'))
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  // what the module exports is known: it is compiled from find-name.as.ts
  return exports.findName as FindName
}

/** The memory of find-name.as.ts up to the first byte of the arena. */
function layOut(names: readonly string[]): Buffer {
  const sorted = names
    .map((name) => ({ name, at: chooseFingerprint(name) }))
    .map(({ name, at }) => ({
      text: Buffer.from(name, 'latin1'),
      at,
      fingerprint: name.slice(at, at + fingerprintBytes),
    }))
    // like ones share a bucket, whose nibbles then fit few other bytes
    .sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1))
  const textBytes = sorted.reduce((sum, { text }) => sum + text.length, 0)
  const tables = Buffer.alloc(Math.ceil((namesAt + sorted.length * nameBytes + textBytes) / 16) * 16)
  let textAt = namesAt + sorted.length * nameBytes
  sorted.forEach(({ text, at, fingerprint }, index) => {
    const bucket = Math.floor((index * bucketCount) / sorted.length)
    for (let byte = 0; byte < fingerprintBytes; byte++) {
      const code = fingerprint.charCodeAt(byte)
      for (const entry of [32 * byte + (code & 15), 32 * byte + 16 + (code >> 4)]) {
        tables.writeUInt8(tables.readUInt8(entry) | (1 << bucket), entry)
      }
    }
    const nameAt = namesAt + index * nameBytes
    const count = tables.readUInt32LE(bucketsAt + 8 * bucket + 4)
    if (count === 0) tables.writeUInt32LE(nameAt, bucketsAt + 8 * bucket)
    tables.writeUInt32LE(count + 1, bucketsAt + 8 * bucket + 4)
    tables.writeUInt32LE(textAt, nameAt)
    tables.writeUInt32LE(text.length, nameAt + 4)
    tables.writeUInt32LE(at, nameAt + 8)
    text.copy(tables, textAt)
    textAt += text.length
  })
  return tables
}
