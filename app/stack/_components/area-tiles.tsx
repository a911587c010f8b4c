import type { TileProps } from '#app/stack/_components/map-tile-button'
import { TilePlace } from '#app/stack/_components/tile-place'
import type { CategoryArea, LayerAreas } from '#lib/core/chart/stack/stack-areas'

interface AreaTilesProps extends TileProps {
  areas: LayerAreas
}

/** Tiles whose areas stand for a size, grouped by category. */
export function AreaTiles({ areas: { height, categories }, ...tileProps }: AreaTilesProps) {
  return (
    <div className="tile-areas" style={{ height }}>
      {categories.map((area) => (
        <div key={area.category.id} className="tile-area">
          {area.category.name !== '' && (
            <h3 style={{ ...percent(area), height: undefined }} title={area.category.name}>
              {area.category.name}
            </h3>
          )}
          <ul aria-label={area.category.name || 'All projects of the layer'}>
            {area.tiles.map((place) => (
              <TilePlace key={place.tile.key} tile={place.tile} style={percent(place)} {...tileProps} />
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

function percent({ left, top, width, height }: Pick<CategoryArea, 'left' | 'top' | 'width' | 'height'>) {
  return { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` }
}
