import { whyNotMovable } from '#lib/client/stack/stack-moves'
import { layerHue } from '#lib/core/chart/layer-hue'
import type { MapTile } from '#lib/core/chart/stack/stack-map'
import type { StackView, StackViewProject } from '#lib/core/contract/stack-view'

interface MoveMenuProps {
  project: StackViewProject
  places: readonly MapTile[]
  stack: StackView
  whatif: string
  onMove: (id: string, to: string | null) => void
  onUndo: (id: string) => void
}

/** Moves a project by one press; the layers it stands in are pressed already. */
export function MoveMenu({ project, places, stack, whatif, onMove, onUndo }: MoveMenuProps) {
  const id = project.coingeckoId
  const why = whyNotMovable(project, whatif, stack)
  if (id === null || why !== null) return <p className="panel-why">{why}</p>
  const isDropped = places.some(({ part }) => part === 'dropped')
  const isMoved = places.some(({ move }) => move !== null)
  const standsIn = (layer: string) => !isDropped && places.some((place) => place.layer === layer)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as this list of buttons
    <div className="move-menu" role="group" aria-label="Move to">
      <h3>Move to</h3>
      {stack.layers
        .toSorted((a, b) => b.rank - a.rank)
        .map((layer) => (
          <button
            key={layer.id}
            type="button"
            aria-pressed={standsIn(layer.id)}
            onClick={() => onMove(id, layer.id)}
          >
            <i className={`dot hue-${layerHue(layer.rank)}`} />
            {layer.name}
          </button>
        ))}
      <button type="button" aria-pressed={isDropped} onClick={() => onMove(id, null)}>
        <i className="dot hue-0" />
        Drop from the stack
      </button>
      {isMoved && (
        <button type="button" className="undo" onClick={() => onUndo(id)}>
          Back to its shipped place
        </button>
      )}
    </div>
  )
}
