import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CommandList } from '#app/_ui/command-list.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { FilterChips } from '#app/_ui/filter-chips.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { OffBranch } from '#app/_ui/off-branch.tsx'
import { PageFrame } from '#app/_ui/page-frame.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { ProgressBar } from '#app/_ui/progress-bar.tsx'
import { SearchForm } from '#app/_ui/search-form.tsx'
import { Section } from '#app/_ui/section.tsx'
import { SortHeading } from '#app/_ui/sort-heading.tsx'
import { StatusBadge } from '#app/_ui/status-badge.tsx'
import { statuses } from '#scanner/model/site.ts'

export const metadata: Metadata = { title: 'Design' }

const colors = [
  'paper',
  'panel',
  'line',
  'ink',
  'muted',
  'link',
  'accent',
  'here',
  'pair',
  'mismatched',
  'unconverted',
  'unknown',
  'converted',
  'exempt',
  'other',
] as const

const bars = [
  { converted: 75, unknown: 2, unconverted: 20, mismatched: 3, exempt: 0 },
  { converted: 0, unknown: 0, unconverted: 9, mismatched: 0, exempt: 0 },
  { converted: 9, unknown: 0, unconverted: 0, mismatched: 0, exempt: 0 },
  { converted: 0, unknown: 0, unconverted: 0, mismatched: 0, exempt: 0 },
]

/** Every primitive in every state, for who changes one. Only while developing. */
export default function DesignPage() {
  if (process.env.NODE_ENV !== 'development') notFound()
  return (
    <PageFrame>
      <PageTitle title="Design" above="Where it belongs">
        What pages are made of, in every state.
      </PageTitle>
      <Section title="Statuses" aside="shape, word and colour">
        <p className="flex flex-wrap gap-5">
          {statuses.map((status) => (
            <StatusBadge key={status} status={status} />
          ))}
        </p>
      </Section>
      <Section title="Colours">
        <ul className="flex flex-wrap gap-4">
          {colors.map((name) => (
            <li key={name}>
              <svg width="72" height="32" aria-hidden="true" className="border border-line">
                <rect width="72" height="32" fill={`var(--color-${name})`} />
              </svg>{' '}
              <code>{name}</code>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Type">
        {['text-2xl', 'text-xl', 'text-lg', 'text-base', 'text-sm', 'text-xs'].map((size) => (
          <p key={size} className={size}>
            {size}: pin_user_pages_fast() in <span className="font-mono">drivers/virt/acrn/hsm.c:346</span>
          </p>
        ))}
      </Section>
      <Section title="Bars">
        {bars.map((counts, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: examples have no other name
          <div key={index} className="mb-2">
            <ProgressBar counts={counts} label={`Example ${index + 1}`} size={index === 0 ? 'large' : 'small'} />
          </div>
        ))}
      </Section>
      <Section title="Notices">
        <Notice title="Something to know">A note.</Notice>
        <Notice kind="problem" title="Something to mend">
          A problem.
        </Notice>
        <EmptyState title="Nothing is here.">
          <p>
            And <a href="/design">what to do</a>.
          </p>
        </EmptyState>
        <p>
          v6.1 <OffBranch />
        </p>
      </Section>
      <Section title="Buttons, fields, menus">
        <p className="flex flex-wrap gap-3">
          <button type="button" className="button">
            Button
          </button>
          <button type="button" className="button button-primary">
            Primary
          </button>
          <button type="button" className="button button-small">
            Small
          </button>
          <button type="button" className="button" disabled>
            Disabled
          </button>
        </p>
        <SearchForm action="/design" label="Search" value="gup" kept={[]} />
        <FilterChips
          clearHref="/design"
          chips={[
            { label: 'status', value: 'mismatched', removeHref: '/design' },
            { label: 'not class', value: 'bvec', removeHref: '/design' },
          ]}
        />
        <details className="menu mt-3 w-max">
          <summary>Menu</summary>
          <ul className="menu-panel menu-short">
            <li>
              <a href="/design" aria-current="true">
                chosen
              </a>
            </li>
            <li>
              <a href="/design">another</a>
            </li>
          </ul>
        </details>
        <Pager previousHref="/design" nextHref="/design" firstHref="/design" />
      </Section>
      <Section title="List">
        <table className="list">
          <caption className="sr-only">An example</caption>
          <thead>
            <tr>
              <SortHeading label="Sorted" direction="ascending" href="/design" />
              <SortHeading label="Not sorted" direction={null} href="/design" />
              <th scope="col" className="number">
                Number
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>one</td>
              <td>two</td>
              <td className="number">3</td>
            </tr>
            <tr>
              <td>four</td>
              <td>five</td>
              <td className="number zero">0</td>
            </tr>
          </tbody>
        </table>
      </Section>
      <Section title="Commands">
        <CommandList commands={[{ command: 'npx pinwatch sites --repo linux', does: 'lists the sites' }]} />
      </Section>
    </PageFrame>
  )
}
