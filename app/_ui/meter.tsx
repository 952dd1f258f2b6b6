interface MeterProps {
  readonly label: string
  /** From 0 to 1; `null` where nobody can say. */
  readonly value: number | null
  /** The same in words. */
  readonly text: string
}

/** How far something is. */
export function Meter({ label, value, text }: MeterProps) {
  const percent = value === null ? null : Math.round(value * 100)
  return (
    <svg
      className={`bar bar-large${percent === null ? ' bar-unsure' : ''}`}
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      role="progressbar"
      aria-label={label}
      aria-valuetext={text}
      {...(percent === null ? {} : { 'aria-valuenow': percent, 'aria-valuemin': 0, 'aria-valuemax': 100 })}
    >
      <rect className="fill-accent" x={0} y={0} width={percent ?? 100} height={10} />
    </svg>
  )
}
