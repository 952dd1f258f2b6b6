import type { CheckReport } from '#scanner/model/check.ts'

/** Errors fail; warnings only where that is asked for; notes never. */
export function verdictOf({ findings }: CheckReport, { strict }: { readonly strict: boolean }): 'pass' | 'fail' {
  return findings.some(({ severity }) => severity === 'error' || (strict && severity === 'warning')) ? 'fail' : 'pass'
}
