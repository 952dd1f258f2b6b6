import { composeCocci } from '#scanner/export/compose-cocci.ts'
import { describeUnfound } from '#scanner/export/explain-unfound.ts'
import { type CocciPlan, planCocci } from '#scanner/export/plan-cocci.ts'
import type { Scan } from '#scanner/run.ts'
import { findSpatch, trySpatch } from './try-spatch.ts'

export interface ExportedCocci {
  readonly text: string
  /** Whole sentences for standard error. */
  readonly notices: readonly string[]
}

/** The semantic patch of a revision; tried with Coccinelle first, where it is installed and wanted, so that its header tells the truth. */
export async function exportCocci(scan: Scan, { tried }: { readonly tried: boolean }): Promise<ExportedCocci> {
  const plan = planCocci(scan.rows)
  const { remarks, notices } = tried ? await tell(scan, plan) : untried
  const header = { revision: scan.commit.name, commit: scan.commit.oid, remarks }
  return { text: composeCocci(plan, header), notices }
}

const untried = { remarks: ['Not tried: functions that Coccinelle cannot read are not named here.'], notices: [] }

async function tell(scan: Scan, plan: CocciPlan): Promise<{ remarks: readonly string[]; notices: readonly string[] }> {
  if (plan.open.length === 0) return { remarks: [], notices: ['Nothing is open: the file holds no rule.'] }
  const version = await findSpatch()
  if (version === null)
    return {
      ...untried,
      notices: ['Coccinelle (spatch) was not found: the file was not tried, and its header says so.'],
    }
  const { unfound, surplus } = await trySpatch(scan, plan)
  const [first = 'it finds all of them.', ...others] = describeUnfound(unfound)
  return {
    remarks: [
      `Tried with Coccinelle ${version}: ${first}`,
      ...others,
      ...surplus.map((place) => `It also finds ${place}, which is none of them.`),
    ],
    notices: [],
  }
}
