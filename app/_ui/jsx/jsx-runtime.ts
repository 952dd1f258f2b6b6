import type { ElementType, Key, ReactElement } from 'react'
import * as react from 'react/jsx-runtime'
import { showMarks } from './show-marks.ts'

export { Fragment, type JSX } from 'react/jsx-runtime'

/** React's own, through which every element of the pages is made (`jsxImportSource`): so that no place that shows a text can forget its marks. */
export const jsx = (type: ElementType, props: object, key?: Key): ReactElement =>
  react.jsx(type, showMarks(type, props), key)

export const jsxs = (type: ElementType, props: object, key?: Key): ReactElement =>
  react.jsxs(type, showMarks(type, props), key)
