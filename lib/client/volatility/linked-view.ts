import type { SharedValue } from '#lib/client/browser/shared-value'

/** What the charts of the comparison share: the day under the cursor (00:00 UTC, ms) and the member brought forward. */
export interface LinkedView {
  cursor: SharedValue<number | null>
  highlight: SharedValue<string | null>
}

/** Handlers that bring a member forward while it is pointed at or focused. */
export function highlightHandlers({ highlight }: LinkedView, key: string) {
  const show = () => highlight.write(key)
  const hide = () => highlight.write(null)
  return { onMouseEnter: show, onMouseLeave: hide, onFocus: show, onBlur: hide }
}
