import { expect, test } from 'vitest'
import { svgElement, svgText } from './svg-text.ts'

test('an element has its attributes and children, and numbers no longer than can be seen', () => {
  expect(svgElement('rect', { x: 1.23456, class: undefined, width: '10%' })).toBe('<rect x="1.23" width="10%"></rect>')
  expect(svgElement('g', {}, svgElement('path', { d: 'M0,0' }))).toBe('<g><path d="M0,0"></path></g>')
})

test('nothing that a repository says becomes an element', () => {
  const label = `"><script>alert('1')</script>&`
  expect(svgElement('a', { href: label }, svgText(label))).not.toMatch(/<script|"><|'|&(?!#)/)
})
