/**
 * A share as `64.8 %`, rounded down, so that 100 is said of the whole alone; a share below a tenth is `< 0.1 %`,
 * so that 0 is said of none alone. `null` where there is nothing to have a share of.
 */
export const formatPercent = (part: number, whole: number): string | null => {
  if (whole === 0) return null
  if (part === whole) return '100 %'
  if (part === 0) return '0 %'
  // Whole numbers first: 0.29 * 1000 is 289.99…, 290 / 1000 is not.
  const tenths = Math.floor((part * 1000) / whole)
  return tenths === 0 ? '< 0.1 %' : `${Math.floor(tenths / 10)}.${tenths % 10} %`
}
