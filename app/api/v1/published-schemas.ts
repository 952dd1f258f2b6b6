import { z } from 'zod'
import checkV1 from '../../../public/schema/check-v1.json' with { type: 'json' }
import siteItemV1 from '../../../public/schema/site-item-v1.json' with { type: 'json' }
import siteV1 from '../../../public/schema/site-v1.json' with { type: 'json' }
import triageV1 from '../../../public/schema/triage-v1.json' with { type: 'json' }
import { siteMoreSchema } from './trees/[tree]/sites/[key]/operation.ts'

const more = z.toJSONSchema(siteMoreSchema, { io: 'input' })

/** What `/schema/…` publishes, by the names that the description of the API has for it; and an item with more keys. */
export const publishedSchemas = {
  Site: siteV1,
  SiteItem: siteItemV1,
  CheckReport: checkV1,
  TriageLine: triageV1,
  SiteDetail: {
    ...siteItemV1,
    $id: 'urn:pinwatch:site-detail',
    title: 'Pinwatch site with its history and its code',
    description: 'A `SiteItem` with more keys.',
    required: [...siteItemV1.required, ...(more.required ?? [])],
    properties: { ...siteItemV1.properties, ...more.properties },
  },
}
