import { Info, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'

interface NoticeProps {
  tone: 'warning' | 'info'
  /** Given, the notice is an alert of that name; otherwise it is a note. */
  alertName?: string
  children: ReactNode
  /** Given, the reader may close it. */
  onDismiss?: () => void
}

/** One line across the page: what is the matter, why, what happens next. */
export function Notice({ tone, alertName, children, onDismiss }: NoticeProps) {
  const Icon = tone === 'warning' ? TriangleAlert : Info
  const className = `notice notice-${tone}`
  const content = (
    <>
      <Icon size={15} aria-hidden />
      <p>{children}</p>
      {onDismiss !== undefined && (
        <button
          type="button"
          className="icon-button"
          aria-label="Dismiss"
          data-screen-only=""
          onClick={onDismiss}
        >
          <X size={15} aria-hidden />
        </button>
      )}
    </>
  )
  if (alertName === undefined) {
    return (
      <div className={className} role="note">
        {content}
      </div>
    )
  }
  return (
    <div className={className} role="alert" aria-label={alertName}>
      {content}
    </div>
  )
}
