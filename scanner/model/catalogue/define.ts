import type { Api, Carrier, Family, Hold, SiteClass, VersionWindow } from '../api.ts'

type Since = string | null

/** `6.3` to now: `during('6.3')`; `null` is "older than the trees that were read". */
export function during(since: Since, until: string | null = null): VersionWindow {
  return { since, until }
}

export function argument(index: number, parameter: string, member: string | null = null): Carrier {
  return { kind: 'argument', index, parameter, member }
}

export const returned: Carrier = { kind: 'return' }

export function flagsAt(index: number, parameter = 'gup_flags'): Api['flags'] {
  return { index, parameter }
}

const heldBy: Readonly<Record<Family, Hold>> = {
  get: 'reference',
  'iov-get': 'reference',
  folio: 'reference',
  'put-user': 'placeholder',
  pin: 'pin',
  'iov-extract': 'pin',
  'folio-pin': 'pin',
  bio: 'carrier',
  'frame-vector': 'carrier',
  subsystem: 'carrier',
}

interface Definition {
  readonly carrier: Carrier
  readonly class: SiteClass
  readonly partners: readonly string[]
  readonly targets?: readonly string[]
  readonly window: VersionWindow
  readonly flags?: Api['flags']
  readonly needsFlag?: string
}

export function acquire(name: string, family: Family, definition: Definition): Api {
  return define(name, 'acquire', family, false, definition)
}

export function release(name: string, family: Family, definition: Definition): Api {
  return define(name, 'release', family, false, definition)
}

/** A release of any page, whoever took it: says nothing about gup without a pair. */
export function genericRelease(name: string, family: Family, definition: Definition): Api {
  return define(name, 'release', family, true, definition)
}

function define(name: string, role: Api['role'], family: Family, generic: boolean, definition: Definition): Api {
  return {
    name,
    role,
    family,
    hold: heldBy[family],
    carrier: definition.carrier,
    class: definition.class,
    generic,
    partners: definition.partners,
    targets: definition.targets ?? [],
    window: definition.window,
    needsFlag: definition.needsFlag ?? null,
    flags: definition.flags ?? null,
  }
}
