import type { ApiOperation } from '#app/_web/api/operation.ts'
import { listAuditOperation } from './audit/operation.ts'
import { changeClaimOperation, getClaimOperation, withdrawClaimOperation } from './claims/[id]/operation.ts'
import { compareOperation } from './compare/operation.ts'
import { revokeTokenOperation } from './tokens/[id]/operation.ts'
import { listTokensOperation, makeTokenOperation } from './tokens/operation.ts'
import { getCheckOperation } from './trees/[tree]/checks/[id]/operation.ts'
import { listChecksOperation } from './trees/[tree]/checks/operation.ts'
import { claimSitesOperation, listClaimsOperation } from './trees/[tree]/claims/operation.ts'
import { listEventsOperation } from './trees/[tree]/events/operation.ts'
import { listFacetsOperation } from './trees/[tree]/facets/operation.ts'
import { listMaintainersOperation } from './trees/[tree]/maintainers/operation.ts'
import { listRevisionsOperation } from './trees/[tree]/revisions/operation.ts'
import { searchOperation } from './trees/[tree]/search/operation.ts'
import { listNotesOperation, writeNoteOperation } from './trees/[tree]/sites/[key]/notes/operation.ts'
import { getSiteOperation } from './trees/[tree]/sites/[key]/operation.ts'
import { getPriorityOperation, setPriorityOperation } from './trees/[tree]/sites/[key]/priority/operation.ts'
import {
  getTriageOperation,
  triageSiteOperation,
  withdrawTriageOperation,
} from './trees/[tree]/sites/[key]/triage/operation.ts'
import { listSitesOperation } from './trees/[tree]/sites/operation.ts'
import { listSubsystemsOperation } from './trees/[tree]/subsystems/operation.ts'
import { getTrendOperation } from './trees/[tree]/trend/operation.ts'
import { exportTriageOperation, importTriageOperation } from './trees/[tree]/triage/operation.ts'
import { listTreesOperation } from './trees/operation.ts'

/** Every operation of the API, in the order of its page. A route without one, or one without a route, fails a test. */
export const operations: readonly ApiOperation[] = [
  listTreesOperation,
  listRevisionsOperation,
  listSitesOperation,
  getSiteOperation,
  listFacetsOperation,
  searchOperation,
  listEventsOperation,
  getTrendOperation,
  compareOperation,
  listSubsystemsOperation,
  listMaintainersOperation,
  listChecksOperation,
  getCheckOperation,
  listClaimsOperation,
  claimSitesOperation,
  getClaimOperation,
  changeClaimOperation,
  withdrawClaimOperation,
  getTriageOperation,
  triageSiteOperation,
  withdrawTriageOperation,
  getPriorityOperation,
  setPriorityOperation,
  exportTriageOperation,
  importTriageOperation,
  listNotesOperation,
  writeNoteOperation,
  listTokensOperation,
  makeTokenOperation,
  revokeTokenOperation,
  listAuditOperation,
]
