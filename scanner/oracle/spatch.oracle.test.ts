import { afterAll, beforeAll, describe, expect } from 'vitest'
import { findSpatch, trySpatch } from '#scanner/cli/export/try-spatch.ts'
import { planCocci } from '#scanner/export/plan-cocci.ts'
import type { Scan } from '#scanner/run.ts'
import { hasKernel, kernel, kernelTest } from './kernel.ts'
import { scanKernel } from './scan-kernel.ts'

describe('the semantic patch of a kernel', () => {
  let scan: Scan | null = null
  beforeAll(async () => {
    if (hasKernel) scan = await scanKernel(kernel.revision)
  })
  afterAll(() => scan?.repository.close())

  // functions that Coccinelle cannot read are named in the header: so few that each may be looked at
  kernelTest('finds open acquires and nothing else', async ({ skip }) => {
    if (scan === null || (await findSpatch()) === null) return skip('Coccinelle (spatch) is not installed')
    const plan = planCocci(scan.rows)
    const { unfound, surplus } = await trySpatch(scan, plan)
    expect(surplus).toEqual([])
    expect(unfound.length).toBeLessThanOrEqual(plan.open.length / 20)
    expect(plan.open.length).toBeGreaterThan(10)
  })
})
