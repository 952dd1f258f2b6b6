import type { Colors } from 'picocolors/types'
import type { Status } from '#scanner/model/site.ts'

/** Colours a text (often a padded one) by status. The word itself is always printed, so colour adds and never says. */
export const colorStatus = (status: Status, text: string, colors: Colors): string => {
  switch (status) {
    case 'mismatched':
      return colors.bold(colors.red(text))
    case 'unconverted':
      return colors.yellow(text)
    case 'unknown':
      return colors.magenta(text)
    case 'converted':
      return colors.green(text)
    case 'exempt':
    case 'wrapper':
    case 'implementation':
    case 'no-reference':
    case 'unrelated':
      return colors.dim(text)
  }
}
