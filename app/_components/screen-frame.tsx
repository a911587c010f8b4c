import type { ReactNode } from 'react'
import { BoardNotices } from '#app/_components/board-notices'
import { SiteFooter } from '#app/_components/site-footer'
import { SiteHeader } from '#app/_components/site-header'
import type { Snapshot } from '#lib/core/contract/snapshot'

interface ScreenFrameProps {
  /** Path of the screen in the main navigation; `null` for screens below one. */
  current: string | null
  snapshot: Snapshot
  /** Why the snapshot does not come through any more. */
  error: Error | null
  isBusy?: boolean
  /** Class of the screen's own layout. */
  className?: string
  /** The screen's own controls in the header. */
  controls?: ReactNode
  children: ReactNode
}

/** What every screen stands in: header, what there is to say about the data's age, content, footer. */
export function ScreenFrame(props: ScreenFrameProps) {
  const { current, snapshot, error, isBusy = false, className, controls, children } = props
  return (
    <>
      <SiteHeader current={current}>{controls}</SiteHeader>
      <main
        id="main"
        className={['board', className].filter(Boolean).join(' ')}
        aria-busy={isBusy}
        data-outdated={error === null ? undefined : ''}
      >
        <BoardNotices snapshot={snapshot} error={error} />
        {children}
      </main>
      <SiteFooter mappingVersion={snapshot.mapping.version} />
    </>
  )
}
