import type { SiteAtRevision } from '#app/_site/queries/get-site.ts'
import type { SitePair } from '#app/_site/queries/list-site-pairs.ts'
import { PathLine } from '#app/_ui/path-line.tsx'
import { Section } from '#app/_ui/section.tsx'
import { architectureOf } from './architecture-of.ts'

interface SiteAdviceProps {
  readonly site: SiteAtRevision
  readonly pairs: readonly SitePair[]
  readonly lineHref: (path: string, line: number) => string | null
}

interface Change {
  readonly path: string
  readonly line: number
  readonly from: string
  readonly to: string
}

/** What to write instead, at both ends: they are converted together or not at all. Nothing where nothing is to be done. */
export function SiteAdvice({ site, pairs, lineHref }: SiteAdviceProps) {
  const changes = [site, ...pairs].flatMap(({ path, line, api, target }): readonly Change[] =>
    target === null ? [] : [{ path, line, from: api, to: target }],
  )
  if (changes.length === 0) return null
  return (
    <Section title="What to write instead">
      <table className="list advice">
        <caption className="sr-only">Calls to change together</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Now</th>
            <th scope="col">Instead</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ path, line, from, to }) => (
            <tr key={`${path} ${line} ${from}`}>
              <th scope="row">
                <a href={lineHref(path, line) ?? '#'} className="font-mono">
                  {path === site.path ? `line ${line}` : <PathLine path={path} line={line} />}
                </a>
              </th>
              <td>
                <code>{from}()</code>
              </td>
              <td>
                <span aria-hidden="true">→ </span>
                <code className="font-semibold">{to}()</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="advice-notes">
        {flagNotes(site, pairs).map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <BuildTest path={site.path} build={site.build} />
    </Section>
  )
}

/** Rules of Documentation/core-api/pin_user_pages.rst that go with such a change. */
function flagNotes(
  { role, api, target, longterm, findings }: SiteAtRevision,
  pairs: readonly SitePair[],
): readonly string[] {
  const releases = role === 'release' ? 1 : pairs.length
  return [
    ...shapeNotes(api, target),
    ...(role === 'acquire'
      ? ['FOLL_PIN and FOLL_GET are set by the functions themselves: neither is passed at a call.']
      : []),
    longterm
      ? 'FOLL_LONGTERM stays: these pages are held for as long as user space wishes.'
      : 'Pages that are held for longer than one operation need FOLL_LONGTERM; for the time of one read or write it is not passed.',
    ...(findings.includes('dirty-unlocked')
      ? ['What is written to is given back with unpin_user_pages_dirty_lock(), which marks it dirty under its lock.']
      : []),
    ...(releases > 1 ? ['Every path that drops these pages changes with the call, those of errors too.'] : []),
  ]
}

/** Where another name is not all that changes. */
function shapeNotes(api: string, target: string | null): readonly string[] {
  if (target === null) return []
  if (api === 'get_user_page_vma_remote')
    return [
      `${api}() returns the page, or an error in its place, and gives its vma; ${target}() fills an array and returns a number: the vma has to be looked up besides, under mmap_lock.`,
    ]
  if (target.startsWith('iov_iter_extract'))
    return [
      `${target}() takes other arguments, and pins only pages of user space: iov_iter_extract_will_pin() says whether there is anything to unpin.`,
    ]
  return []
}

/** How to compile the file alone: under which symbol, and by what; what is guessed is said to be. */
function BuildTest({ path, build }: Pick<SiteAtRevision, 'path' | 'build'>) {
  if (!path.endsWith('.c')) return null
  const { make, guess } = architectureOf(path)
  return (
    <div className="mt-2 text-sm text-muted">
      <p>
        {build === null ? (
          'No symbol of the configuration is known to turn this file on.'
        ) : (
          <>
            Built with{' '}
            {build.options.map((option, index) => (
              <span key={option}>
                {index === 0 ? '' : ' or '}
                <code className="select-all text-ink">{option}</code>
              </span>
            ))}
            , says <code>{build.makefile}</code>
            {isOfDirectory(build.makefile, path) ? '.' : ' of the whole directory: that this suffices is a guess.'}
          </>
        )}
      </p>
      <p>
        To build it alone, as a guess: <code className="break-anywhere select-all text-ink">{make}</code> ({guess})
      </p>
    </div>
  )
}

const isOfDirectory = (makefile: string, path: string): boolean =>
  makefile.slice(0, makefile.lastIndexOf('/') + 1) === path.slice(0, path.lastIndexOf('/') + 1)
