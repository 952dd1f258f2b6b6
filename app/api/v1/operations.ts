import type { ApiOperation } from '#app/_web/api/operation.ts'
import { listTreesOperation } from './trees/operation.ts'

/** Every operation of the API, in the order of its page. A route without one, or one without a route, fails a test. */
export const operations: readonly ApiOperation[] = [listTreesOperation]
