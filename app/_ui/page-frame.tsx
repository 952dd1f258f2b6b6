import Link from 'next/link'
import type { ReactNode } from 'react'
import { firstPath, minePath, scansPath } from '#app/_web/routes.ts'
import { ThemeSwitch } from './theme-switch.tsx'

interface PageFrameProps {
  /** The tree, beside the name of the program. */
  readonly place?: { readonly name: string; readonly href: string }
  /** Links of the place. */
  readonly navigation?: ReactNode
  readonly aside?: ReactNode
  readonly footer?: ReactNode
  /** This page is one of the scans. */
  readonly scans?: boolean
  readonly children: ReactNode
}

/** What stands around every page. */
export function PageFrame({ place, navigation, aside, footer, scans = false, children }: PageFrameProps) {
  return (
    <div className="frame">
      <a href="#content" className="skip-link">
        Skip to content
      </a>
      <header className="site-header">
        <div className="bounds site-header-row">
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
              </>
            )}
          </div>
          <nav aria-label="Main" className="site-nav">
            {navigation}
            <Link
              href={scansPath()}
              prefetch={false}
              className="nav-link"
              {...(scans ? { 'aria-current': 'page' } : {})}
            >
              Scans
            </Link>
            <Link href={minePath()} prefetch={false} className="nav-link">
              Mine
            </Link>
          </nav>
          {aside === undefined ? null : <div className="site-aside">{aside}</div>}
        </div>
      </header>
      <main id="content" tabIndex={-1} className="bounds site-main">
        {children}
      </main>
      <footer className="site-footer">
        <div className="bounds site-footer-row">
          {footer ?? <p>Pinwatch follows get_user_pages*() on its way to pin_user_pages*().</p>}
          <ThemeSwitch />
        </div>
      </footer>
    </div>
  )
}
