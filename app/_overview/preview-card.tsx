import { type Progress, remainingOf } from '#app/_data/progress.ts'
import { formatNumber, formatPercent } from '#app/_web/format.ts'

interface PreviewCardProps {
  readonly name: string
  readonly label: string
  readonly progress: Progress
}

const ink = '#14181d'
const muted = '#5b6470'
const line = '#d7dce2'
const done = '#1a7f37'

/** How far a tree is, to be drawn as a picture: styles stand at the elements, since what draws it reads no others. */
export function PreviewCard({ name, label, progress }: PreviewCardProps) {
  const remaining = remainingOf(progress)
  const counted = progress.converted + remaining
  const share = counted === 0 ? 0 : (100 * progress.converted) / counted
  return (
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        width: '100%',
        height: '100%',
        padding: '64px 72px',
        background: '#ffffff',
        color: ink,
      }}
    >
      <div style={{ display: 'flex', fontSize: 36, color: muted }}>
        {`Pinwatch / ${name.slice(0, 40)} at ${label.slice(0, 30)}`}
      </div>
      <div style={{ display: 'flex', flexDirection: 'column' }}>
        <div
          style={{ display: 'flex', fontSize: 120 }}
        >{`${formatPercent(progress.converted, counted)} converted`}</div>
        <div style={{ display: 'flex', height: 36, marginTop: 24, background: line, borderRadius: 6 }}>
          <div style={{ display: 'flex', width: `${share}%`, background: done, borderRadius: 6 }} />
        </div>
      </div>
      <div style={{ display: 'flex', fontSize: 40 }}>
        {`${formatNumber(progress.converted)} of ${formatNumber(counted)} pin; ${formatNumber(remaining)} remain, ${formatNumber(progress.mismatched)} mismatched`}
      </div>
    </div>
  )
}
