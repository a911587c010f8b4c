import { useEffect, useState } from 'react'
import { Notice } from '#app/_components/notice'
import type { ReadSelection } from '#lib/client/volatility/volatility-selection'

const LONGEST_SHOWN = 40

interface LeftOutNoticeProps {
  selection: ReadSelection
  /** Writes the address anew as it is understood. */
  onClean: () => void
}

/** Members of the address's lists that cannot be compared: taken out, and said once. */
export function LeftOutNotice({ selection, onClean }: LeftOutNoticeProps) {
  const { ignored } = selection
  const [noted, setNoted] = useState(ignored)
  if (ignored.length > 0 && noted !== ignored) setNoted(ignored)
  // A benchmark named among the tokens becomes one beside them.
  const isDirty = ignored.length > 0 || selection.benchmarks.length > 0
  useEffect(() => {
    if (isDirty) onClean()
  }, [isDirty, onClean])
  if (noted.length === 0) return null
  const words = noted.map(({ param, value, why }) => `${value.slice(0, LONGEST_SHOWN)} in ${param}: ${why}`)
  return (
    <Notice tone="info" onDismiss={() => setNoted([])}>
      Left out: {words.join('; ')}.
    </Notice>
  )
}
