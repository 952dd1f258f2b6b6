import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import './people.css'

/** A mail as it goes over the wire. */
export function MailText({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <ScrollRegion label={label}>
      <pre className="mail-text">{text}</pre>
    </ScrollRegion>
  )
}
