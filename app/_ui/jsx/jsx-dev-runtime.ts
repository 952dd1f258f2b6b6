import type { ElementType, Key, ReactElement } from 'react'
import * as react from 'react/jsx-dev-runtime'
import { showMarks } from './show-marks.ts'

export { Fragment, type JSX } from 'react/jsx-dev-runtime'

/** As `jsx-runtime.ts`, while developing. */
export const jsxDEV = (
  type: ElementType,
  props: object,
  ...rest: [Key | undefined, boolean, object?, unknown?]
): ReactElement => react.jsxDEV(type, showMarks(type, props), ...rest)
