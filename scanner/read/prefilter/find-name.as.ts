// AssemblyScript, not TypeScript: compiled by scanner/compile-find-name.mjs into find-name-module.ts.

// Where compile-prefilter.ts puts what is searched for; all numbers are 32 bits, little endian.
/** For each of three bytes of a fingerprint, by low nibble and by high nibble: the buckets that have such a byte. */
const nibbles: usize = 0
/** For each of eight buckets: address of its first name, number of its names. */
const buckets: usize = 96
/** Which buckets fit at each of sixteen positions. */
const fits: usize = 160
/** A name: address of its text, length, where in it its fingerprint stands. */
const nameBytes: usize = 12

/**
 * The address of the next fingerprint of a name that stands whole between two addresses, or -1. Reads up to 17 bytes behind `to`.
 *
 * Sixteen positions are looked at together: a byte is split into nibbles, each nibble picks the buckets of names that may have
 * it, and what all six picks have in common is compared in full.
 */
export function findName(from: usize, to: usize): i32 {
  const low0 = v128.load(nibbles)
  const high0 = v128.load(nibbles, 16)
  const low1 = v128.load(nibbles, 32)
  const high1 = v128.load(nibbles, 48)
  const low2 = v128.load(nibbles, 64)
  const high2 = v128.load(nibbles, 80)
  const nibble = i8x16.splat(15)
  for (let at = from; at < to; at += 16) {
    const fit = v128.and(
      v128.and(pick(v128.load(at), low0, high0, nibble), pick(v128.load(at, 1), low1, high1, nibble)),
      pick(v128.load(at, 2), low2, high2, nibble),
    )
    if (!v128.any_true(fit)) continue
    v128.store(fits, fit)
    let positions = ~i8x16.bitmask(i8x16.eq(fit, i8x16.splat(0))) & 0xffff
    while (positions != 0) {
      const lane = ctz(positions)
      positions &= positions - 1
      if (stands(at + lane, load<u8>(fits + lane), from, to)) return <i32>(at + lane)
    }
  }
  return -1
}

function pick(bytes: v128, low: v128, high: v128, nibble: v128): v128 {
  return v128.and(
    i8x16.swizzle(low, v128.and(bytes, nibble)),
    i8x16.swizzle(high, i8x16.shr_u(bytes, 4)),
  )
}

/** Whether a name of one of the buckets has its fingerprint at this address. */
function stands(at: usize, fit: u32, from: usize, to: usize): bool {
  for (; fit != 0; fit &= fit - 1) {
    const bucket = buckets + 8 * ctz(fit)
    let name: usize = load<u32>(bucket)
    for (let left = load<u32>(bucket, 4); left > 0; left--, name += nameBytes) {
      const start = at - load<u32>(name, 8)
      const length = load<u32>(name, 4)
      if (start >= from && start + length <= to && isSame(start, load<u32>(name), length)) return true
    }
  }
  return false
}

function isSame(one: usize, other: usize, length: u32): bool {
  let at: u32 = 0
  for (; at + 4 <= length; at += 4) if (load<u32>(one + at) != load<u32>(other + at)) return false
  for (; at < length; at++) if (load<u8>(one + at) != load<u8>(other + at)) return false
  return true
}
