import { headers } from 'next/headers'
import { baseUrl } from './base-url.ts'

/** A path of these pages as it stands in a mail. */
export const absoluteUrl = async (path: string): Promise<string> => baseUrl(await headers()) + path
