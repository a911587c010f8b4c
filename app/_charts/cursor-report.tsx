import { useEffect } from 'react'
import { useActiveTooltipLabel, useIsTooltipActive } from 'recharts'

/** Tells the screen which time the reader points at, ms; `null` when at none. Draws nothing. */
export function CursorReport({ onCursor }: { onCursor: (time: number | null) => void }) {
  const isActive = useIsTooltipActive()
  const label = useActiveTooltipLabel()
  const time = isActive && typeof label === 'number' ? label : null
  useEffect(() => onCursor(time), [time, onCursor])
  return null
}
