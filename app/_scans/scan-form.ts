import { z } from 'zod'

const line = z.string().max(5000).catch('')

/** The fields as somebody sent them: none is required to be there, and what is wrong with them is told by `requestScan`. */
const schema = z.object({ source: line, revisions: line, tags: line })

export interface ScanFormFields {
  /** As written, for the form to show again. */
  readonly source: string
  readonly revisions: string
  readonly tags: string
}

export function readScanForm(data: FormData): ScanFormFields {
  return schema.parse({ source: data.get('source'), revisions: data.get('revisions'), tags: data.get('tags') })
}

/** Names in one field, between blanks or commas: no name of git has either. */
export const splitNames = (text: string): readonly string[] => text.split(/[\s,]+/).filter((name) => name !== '')
