import type { CSSProperties } from 'react'
import type { TileProps } from '#app/stack/_components/map-tile-button'
import { TilePlace } from '#app/stack/_components/tile-place'
import { columnSpans } from '#lib/core/chart/stack/column-spans'
import type { MapCategory } from '#lib/core/chart/stack/stack-map'

interface ColumnTilesProps extends TileProps {
  categories: readonly MapCategory[]
}

/** Tile columns of the map by the room there is; the style sheet picks one of the three. */
const COLUMNS = { small: 7, middle: 10, large: 16 } as const

/** Equal tiles, each category a column as wide as it must be. */
export function ColumnTiles({ categories, ...tileProps }: ColumnTilesProps) {
  const counts = categories.map(({ tiles }) => tiles.length)
  const [small, middle, large] = [COLUMNS.small, COLUMNS.middle, COLUMNS.large].map((columns) =>
    columnSpans(counts, columns),
  )
  return (
    <div className="tile-columns">
      {categories.map(({ id, name, tiles }, at) => (
        <div
          key={id}
          className="tile-column"
          style={spanStyle({ small: small?.[at], middle: middle?.[at], large: large?.[at] })}
        >
          <h3 title={name}>{name}</h3>
          <ul aria-label={name}>
            {tiles.map((tile) => (
              <TilePlace key={tile.key} tile={tile} {...tileProps} />
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

type Spans = Record<keyof typeof COLUMNS, number | undefined>

function spanStyle({ small = 1, middle = 1, large = 1 }: Spans): CSSProperties {
  return { '--small': small, '--middle': middle, '--large': large } as CSSProperties
}
