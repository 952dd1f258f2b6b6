import { Fragment } from 'react'

/** A name of C, which may break behind an underscore and nowhere else. */
export function CodeName({ name }: { readonly name: string }) {
  const parts = name.split(/(?<=[^_]_+)(?=[^_])/)
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one name have no other name
    <Fragment key={index}>
      {index > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ))
}
