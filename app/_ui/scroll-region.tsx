import type { ReactNode } from 'react'

/** Holds what may be wider than the screen; scrolls by itself, also with the keyboard. */
export function ScrollRegion({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls with the arrow keys
    <section className="scroll-region" aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
