import './skeleton.css'

/** Stands where something comes that takes a moment; `lines` is about how much. */
export function Skeleton({ lines = 4, label = 'Loading' }: { readonly lines?: number; readonly label?: string }) {
  const numbers = Array.from({ length: lines }, (_unused, index) => index)
  return (
    <div className="skeleton" role="status">
      <span className="sr-only">{label}…</span>
      {numbers.map((number) => (
        <span key={number} aria-hidden="true" className="skeleton-line" />
      ))}
    </div>
  )
}
