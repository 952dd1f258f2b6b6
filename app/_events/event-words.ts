import type { EventKind } from '#scanner/model/event.ts'

/** A sign for each kind, beside its word. */
export const eventSigns: Readonly<Record<EventKind, string>> = {
  regressed: '↓',
  appeared: '+',
  converted: '↑',
  exempted: '=',
  moved: '→',
  gone: '−',
}

/** What somebody did, before the name: `converted by`. */
export const eventVerbs: Readonly<Record<EventKind, string>> = {
  regressed: 'regressed by',
  appeared: 'added by',
  converted: 'converted by',
  exempted: 'exempt since a change by',
  moved: 'moved by',
  gone: 'removed by',
}

/** What each kind means, as a sentence. */
export const eventSentences: Readonly<Record<EventKind, string>> = {
  regressed: 'A conversion was undone, or the two ends no longer belong together.',
  appeared: 'A call that was not there before.',
  converted: 'It pins now, and every release that was found drops the pin.',
  exempted: 'It may stay as it is, for a reason that was reviewed.',
  moved: 'The same call, in another file or function.',
  gone: 'The call was removed.',
}
