import Link from 'next/link'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { writeElements } from './write-elements.tsx'

const Name = ({ name }: { readonly name: string }) => (
  <>
    <code className="name">{name}</code> {null}
    {false}
    {0}
  </>
)

test('elements are written as React writes them', () => {
  const elements: readonly ReactNode[] = [
    'a < b & "c"',
    <p key="p" className="a" title={'<"&\'>'}>
      <Name name="put_page<x>" />
    </p>,
    <ul key="ul">
      {['a', 'b'].map((item) => (
        <li key={item} aria-hidden={true} data-row="" hidden={item === 'a'}>
          {item}
        </li>
      ))}
    </ul>,
    <svg key="svg" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="a bar">
      <rect x={0} width={12.5} />
    </svg>,
    // biome-ignore lint/security/noDangerouslySetInnerHtml: that is what is looked at
    <div key="div" dangerouslySetInnerHTML={{ __html: '<b>as it is</b>' }} />,
  ]
  for (const element of elements)
    expect(writeElements(element).text).toBe(
      renderToStaticMarkup(element).replaceAll('&#x27;', '&#39;').replace('hidden=""', 'hidden'),
    )
})

test('forms and links say what a browser needs, and nothing of React', () => {
  const form = (
    <form action="/a">
      <label htmlFor="q">
        <input id="q" type="search" defaultValue={'"x"'} maxLength={20} required />
        <input type="checkbox" defaultChecked={true} />
        <input type="checkbox" defaultChecked={false} />
      </label>
    </form>
  )
  expect(writeElements(form).text).toBe(
    '<form action="/a"><label for="q"><input id="q" type="search" value="&quot;x&quot;" maxLength="20" required><input type="checkbox" checked><input type="checkbox"></label></form>',
  )
  const link = (
    <Link href="/linux?a=1&b=2" prefetch={false} className="quiet" aria-current="page">
      linux
    </Link>
  )
  expect(writeElements(link).text).toBe('<a href="/linux?a=1&amp;b=2" class="quiet" aria-current="page">linux</a>')
})

test('what has to be waited for or to be done is refused, not left out', () => {
  const Waits = async () => <p>late</p>
  expect(() => writeElements(<Waits />)).toThrow(TypeError)
  expect(() =>
    writeElements(
      <button type="button" onClick={() => undefined}>
        a
      </button>,
    ),
  ).toThrow('onClick')
})

test('what is sent back or followed stays as it is, what is read shows its marks', () => {
  const hidden = '\u202e'
  expect(writeElements(<input type="hidden" name="q" value={`a${hidden}`} />).text).toContain(`value="a${hidden}"`)
  expect(writeElements(<p>{`a${hidden}`}</p>).text).not.toContain(hidden)
})
