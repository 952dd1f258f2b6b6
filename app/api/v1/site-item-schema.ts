import { z } from 'zod'
import type { SiteItem } from '#scanner/model/site-item.ts'

/** A row with what people say of it. Its schema is published as a file, which the description of the API takes in. */
export const siteItemSchema = z.custom<SiteItem>().meta({ id: 'SiteItem' })
