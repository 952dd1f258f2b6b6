import { Fragment } from 'react'

/** A path with its line, which may break behind each slash and nowhere else. */
export function PathLine({ path, line }: { readonly path: string; readonly line?: number }) {
  const parts = path.split('/')
  return (
    <>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one path have no other name
        <Fragment key={index}>
          {index > 0 ? (
            <>
              /<wbr />
            </>
          ) : null}
          {part}
        </Fragment>
      ))}
      {line === undefined ? null : `:${line}`}
    </>
  )
}
