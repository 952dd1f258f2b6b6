import compareV1 from '../../../public/schema/compare-v1.json' with { type: 'json' }
import siteItemV1 from '../../../public/schema/site-item-v1.json' with { type: 'json' }
import siteV1 from '../../../public/schema/site-v1.json' with { type: 'json' }
import triageV1 from '../../../public/schema/triage-v1.json' with { type: 'json' }

/** What `/schema/…` publishes, by the names that the description of the API has for it. */
export const publishedSchemas = { Site: siteV1, SiteItem: siteItemV1, TriageLine: triageV1, Comparison: compareV1 }
