import Link from 'next/link'
import type { ReactNode } from 'react'
import { PreferencesButton } from '#app/_components/preferences-button'
import { ScreenLink } from '#app/_components/screen-link'
import { SearchButton } from '#app/_components/search-button'
import { ThemeToggle } from '#app/_components/theme-toggle'
import { Wordmark } from '#app/_components/wordmark'
import { SCREENS } from '#lib/client/view/screens'

/** `current` is the path of the screen shown; `children` are the screen's own controls at the right edge. */
export function SiteHeader({ current, children }: { current: string | null; children?: ReactNode }) {
  return (
    <header className="site-header">
      <Link href="/" className="home-link" prefetch={false} aria-label="Strata, home">
        <Wordmark />
      </Link>
      <nav aria-label="Main">
        <ul>
          {SCREENS.map(({ href, label }) => (
            <li key={href}>
              <ScreenLink href={href} aria-current={href === current ? 'page' : undefined}>
                {label}
              </ScreenLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="header-controls">
        <SearchButton />
        {children}
        <PreferencesButton />
        <ThemeToggle />
      </div>
    </header>
  )
}
