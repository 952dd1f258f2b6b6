import { cookies } from 'next/headers'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { firstPath, minePath, scansPath } from '#app/_web/routes.ts'
import { SettingsForms } from './settings-forms.tsx'
import { Written } from './written.tsx'

interface PageFrameProps {
  /** The tree, beside the name of the program. */
  readonly place?: {
    readonly name: string
    readonly href: string
    /** A menu of other places. */
    readonly others?: ReactNode
  }
  /** Links of the place. As all of the head, something that `Written` takes. */
  readonly navigation?: ReactNode
  readonly aside?: ReactNode
  readonly footer?: ReactNode
  /** Which of the links that every page has this one is. */
  readonly current?: 'scans' | 'mine'
  readonly children: ReactNode
}

/** What stands around every page. */
export async function PageFrame({ place, navigation, aside, footer, current, children }: PageFrameProps) {
  const kept = await cookies()
  return (
    <div className="frame">
      <a href="#content" className="skip-link">
        Skip to content
      </a>
      <header className="site-header">
        <Written id="site-header" className="bounds site-header-row">
          <div className="site-name">
            <Link href={firstPath()} prefetch={false} className="wordmark">
              Pinwatch
            </Link>
            {place === undefined ? null : (
              <>
                <span aria-hidden="true" className="text-muted">
                  /
                </span>
                <Link href={place.href} prefetch={false} className="place">
                  {place.name}
                </Link>
                {place.others}
              </>
            )}
          </div>
          <nav aria-label="Main" className="site-nav">
            {navigation}
            <Link
              href={scansPath()}
              prefetch={false}
              className="nav-link"
              {...(current === 'scans' ? { 'aria-current': 'page' } : {})}
            >
              Scans
            </Link>
            <Link
              href={minePath()}
              prefetch={false}
              className="nav-link"
              {...(current === 'mine' ? { 'aria-current': 'page' } : {})}
            >
              Mine
            </Link>
          </nav>
          {aside === undefined ? null : <div className="site-aside">{aside}</div>}
        </Written>
      </header>
      <main id="content" tabIndex={-1} className="bounds site-main">
        {children}
      </main>
      <footer className="site-footer">
        <Written id="site-footer" className="bounds site-footer-row">
          {footer ?? <p>Pinwatch follows get_user_pages*() on its way to pin_user_pages*().</p>}
          <SettingsForms cookieOf={(name) => kept.get(name)?.value} />
        </Written>
      </footer>
    </div>
  )
}
