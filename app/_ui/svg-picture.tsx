interface SvgPictureProps {
  readonly className: string
  readonly height: number
  /** Elements that `svgElement` made. */
  readonly content: string
  /** What it shows, as a sentence. A picture without one is for the eye alone: its words stand elsewhere too. */
  readonly label?: string
  /** It holds links, and is no picture to whoever cannot see it. */
  readonly links?: boolean
}

/** A drawing as wide as its place. */
export function SvgPicture({ className, height, content, label, links = false }: SvgPictureProps) {
  const role = links ? { role: 'group', 'aria-label': label } : { role: 'img', 'aria-label': label }
  return (
    <svg
      className={className}
      width="100%"
      height={height}
      {...(label === undefined ? { 'aria-hidden': true } : role)}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: svgElement escapes all that it writes, and says why it is a text
      dangerouslySetInnerHTML={{ __html: content }}
    />
  )
}
