import type { Replacement } from './story.ts'

/** The same call of another family. Old and new names of acquires are equally long, so that no line has to move. */
export const pinPlain: Replacement = [/\bget_user_pages\(/, 'pin_user_pages(']
export const pinFast: Replacement = [/\bget_user_pages_fast\(/, 'pin_user_pages_fast(']
export const pinRemote: Replacement = [/\bget_user_pages_remote\(/, 'pin_user_pages_remote(']
export const pinUnlocked: Replacement = [/\bget_user_pages_unlocked\(/, 'pin_user_pages_unlocked(']

/** 2019: a name of its own for the release, before there was anything to pin with. */
export const putUserPage: Replacement = [/\bput_page\(/, 'put_user_page(']
export const unpinPage: Replacement = [/\bput_page\(/, 'unpin_user_page(']
export const unpinArray: Replacement = [/\brelease_pages\(/, 'unpin_user_pages(']
