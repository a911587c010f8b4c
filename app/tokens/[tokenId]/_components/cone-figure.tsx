import { ChartFigure } from '#app/_components/chart-figure'
import { CONE_SHAPE, coneShape } from '#lib/core/chart/cone-shape'
import { coneTable } from '#lib/core/chart/cone-table'
import type { TokenDetail } from '#lib/core/contract/token-detail'
import { formatVolatility } from '#lib/core/format/format-volatility'

/** Where today's volatility stands among its own last year, window by window. */
export function ConeFigure({ detail }: { detail: TokenDetail }) {
  const { cone, asOf, source, chart } = detail
  const isKnown = cone.some(({ p50 }) => p50 !== null)
  const days = chart.since === null ? 0 : Math.floor((Date.parse(asOf) - chart.since) / 86_400_000)
  const empty = `${days} days of history: the shortest window needs 14, the 180-day one 360.`
  const title = 'Volatility cone, annualised %'
  return (
    <ChartFigure
      title={title}
      asOf={asOf}
      source={source}
      table={isKnown ? coneTable(cone) : null}
      empty={isKnown ? null : empty}
      height={220}
      narrowHeight={200}
      draw={(box) => <ConePicture detail={detail} width={box.width} height={box.height} title={title} />}
    >
      <p className="chart-notes">
        <span>
          Whiskers: lowest to highest of the last year; box: middle half; line: median; dot: now. Under each
          window: values that share no day.
        </span>
      </p>
    </ChartFigure>
  )
}

interface ConePictureProps {
  detail: TokenDetail
  width: number
  height: number
  title: string
}

function ConePicture({ detail: { cone }, width, height, title }: ConePictureProps) {
  const shape = coneShape(cone, { width, height })
  if (shape === null) return null
  const { columns, ticks, hasRoom } = shape
  return (
    <svg className="cone" width={width} height={height} role="img" aria-label={title}>
      {ticks.map(({ value, y }) => (
        <g key={value}>
          <line className="cone-grid" x1={CONE_SHAPE.left} x2={width} y1={y} y2={y} />
          <text x={CONE_SHAPE.left - 8} y={y} textAnchor="end" dominantBaseline="central">
            {Math.round(100 * value)}
          </text>
        </g>
      ))}
      {columns.map(({ row, x, half, y }) => (
        <g key={row.horizon}>
          <line className="cone-whisker" x1={x} x2={x} y1={y.min} y2={y.max} />
          <rect
            className="cone-box"
            x={x - half}
            width={2 * half}
            y={y.p75}
            height={Math.max(1, y.p25 - y.p75)}
          />
          <line className="cone-median" x1={x - half} x2={x + half} y1={y.p50} y2={y.p50} />
          {y.current !== null && (
            <>
              <circle className="cone-now" cx={x} cy={y.current} r="4" />
              {hasRoom && (
                <text className="cone-value" x={x + half + 6} y={y.current} dominantBaseline="central">
                  {formatVolatility(row.current).text.replace(/\s%$/, '')}
                </text>
              )}
            </>
          )}
          <text x={x} y={height - 22} textAnchor="middle">
            {row.horizon} d
          </text>
          <text x={x} y={height - 7} textAnchor="middle">
            {row.independent}
          </text>
        </g>
      ))}
    </svg>
  )
}
