import { sparklinePath } from '#lib/core/chart/time/sparkline-path'

interface SparklineProps {
  values: readonly (number | null)[]
  width: number
  height: number
}

/** A line without axes in the colour of its surroundings; a dash where fewer than two values are known. */
export function Sparkline({ values, width, height }: SparklineProps) {
  const path = sparklinePath(values, { width, height })
  if (path === '') return <span className="unknown">—</span>
  return (
    <svg className="spark" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
      <path d={path} />
    </svg>
  )
}
