import type { BackfillReport } from './measure-backfill.ts'
import { sumUpBackfill } from './sum-up-backfill.ts'

const size = { width: 720, height: 420, left: 56, right: 24, top: 40, bottom: 48 }

/** Cost of each revision against the blobs that it changes, with the best line through all but the first, as SVG. */
export function drawBackfill(report: BackfillReport): string {
  const { revisions } = report
  const { fixedMs, perBlobMs } = sumUpBackfill(report)
  const blobsMax = ceilNicely(Math.max(1, ...revisions.map(({ blobs }) => blobs)))
  const secondsMax = ceilNicely(Math.max(1, ...revisions.map(({ ms }) => ms / 1000)))
  const x = (blobs: number) => round(size.left + (blobs / blobsMax) * (size.width - size.left - size.right))
  const y = (ms: number) =>
    round(size.height - size.bottom - (ms / 1000 / secondsMax) * (size.height - size.top - size.bottom))
  const text = (at: { x: number; y: number; anchor?: string }, words: string) =>
    `<text x="${at.x}" y="${at.y}" text-anchor="${at.anchor ?? 'start'}">${escapeText(words)}</text>`
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((part) => [
    `<path d="M${x(part * blobsMax)} ${y(0)}v5" stroke="#888"/>`,
    text({ x: x(part * blobsMax), y: y(0) + 18, anchor: 'middle' }, (part * blobsMax).toLocaleString('en')),
    `<path d="M${size.left} ${y(part * secondsMax * 1000)}H${size.width - size.right}" stroke="#ddd"/>`,
    text({ x: size.left - 6, y: y(part * secondsMax * 1000) + 4, anchor: 'end' }, `${part * secondsMax}`),
  ])
  const points = revisions.flatMap(({ label, blobs, ms }, index) => [
    `<circle cx="${x(blobs)}" cy="${y(ms)}" r="4" fill="${index === 0 ? '#c33' : '#06c'}"><title>${escapeText(label)}</title></circle>`,
    text(
      { x: x(blobs) + (blobs > blobsMax / 2 ? -8 : 8), y: y(ms) - 6, anchor: blobs > blobsMax / 2 ? 'end' : 'start' },
      label,
    ),
  ])
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="11" fill="#333">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    text(
      { x: size.left, y: 20 },
      'Seconds to scan and publish a revision, against blobs that it changes (red: the first, with an empty cache)',
    ),
    ...ticks,
    `<path d="M${x(0)} ${y(fixedMs)}L${x(blobsMax)} ${y(fixedMs + perBlobMs * blobsMax)}" stroke="#06c" stroke-dasharray="4 4" fill="none"/>`,
    ...points,
    text({ x: size.width - size.right, y: size.height - 10, anchor: 'end' }, 'changed blobs'),
    '</svg>\n',
  ].join('\n')
}

/** The next number that reads well on an axis. */
function ceilNicely(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 4, 6, 8, 10].find((factor) => factor * power >= value) ?? 10) * power
}

const round = (value: number): number => Math.round(value * 10) / 10

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
