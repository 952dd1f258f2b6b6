/**
 * A time as people say it: `7.3 s`, `2 min 05 s`.
 * @param {number} ms
 */
export function formatDuration(ms) {
  const tenths = Math.round(ms / 100)
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
}
