import type { MapMode, TileColour } from '#lib/client/stack/stack-params'
import { AGE_BOUNDS, VOLATILITY_BOUNDS } from '#lib/client/stack/stack-tile'
import type { BoardRange } from '#lib/client/view/view-params'
import { HEAT_LIMITS } from '#lib/client/words/heat-step'
import { RANGE_WORDS } from '#lib/client/words/wording'
import type { TileSize } from '#lib/core/chart/stack/stack-areas'
import { formatShare } from '#lib/core/format/format-percent'
import { formatAge } from '#lib/core/format/format-time'

interface TileLegendProps {
  colour: TileColour
  range: BoardRange
  size: TileSize
  mode: MapMode
}

const HEAT_STEPS = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5]
const SIZE_WORDS = { marketCap: 'market cap', volume24h: '24 h volume' } as const

/** The fixed scale behind the colours, and what outlines and areas mean. */
export function TileLegend({ colour, range, size, mode }: TileLegendProps) {
  return (
    <p className="tile-legend">
      <Scale colour={colour} range={range} />
      <span className="key">
        <i className="heat-unknown" aria-hidden /> unknown
      </span>
      <span className="key">
        <i className="part-no-token" aria-hidden /> no token
      </span>
      <span className="key">
        <i className="part-adjacent" aria-hidden /> not counted in this view
      </span>
      {size !== 'equal' && (
        <span>
          Area: {SIZE_WORDS[size]}
          {mode === 'columns' && ', within a layer'}; unknown and very small ones are drawn larger to be read
        </span>
      )}
    </p>
  )
}

function Scale({ colour, range }: { colour: TileColour; range: BoardRange }) {
  if (colour === 'return') {
    const limit = formatShare(HEAT_LIMITS[range]).text
    return (
      <span className="scale">
        <span className="num">≤ −{limit}</span>
        <Strip classes={HEAT_STEPS.map((step) => `heat${step}`)} />
        <span className="num">≥ +{limit}</span> over {RANGE_WORDS[range]}
      </span>
    )
  }
  const [first, last] =
    colour === 'volatility'
      ? [`< ${formatShare(VOLATILITY_BOUNDS[0]).text}`, `≥ ${formatShare(VOLATILITY_BOUNDS[4]).text}`]
      : [`< ${formatAge(AGE_BOUNDS[0])}`, `≥ ${formatAge(AGE_BOUNDS[3])}`]
  const name = colour === 'volatility' ? 'ink' : 'age'
  const steps = colour === 'volatility' ? VOLATILITY_BOUNDS : AGE_BOUNDS
  const between = steps
    .slice(1, -1)
    .map((bound) => (colour === 'volatility' ? formatShare(bound).text : formatAge(bound)))
  return (
    <span className="scale" title={`Steps at ${between.join(', ')}`}>
      <span className="num">{first}</span>
      <Strip classes={[0, ...steps].map((_, at) => `${name}-${at}`)} />
      <span className="num">{last}</span> {colour === 'volatility' ? 'a year' : 'old'}
    </span>
  )
}

function Strip({ classes }: { classes: readonly string[] }) {
  return (
    <span className="heat-strip" aria-hidden>
      {classes.map((name) => (
        <i key={name} className={name} />
      ))}
    </span>
  )
}
