import { X } from 'lucide-react'
import type { Ref } from 'react'
import { MoveMenu } from '#app/stack/_components/move-menu'
import { ProjectFigures } from '#app/stack/_components/project-figures'
import { ProjectLinks } from '#app/stack/_components/project-links'
import { ProjectPlaces } from '#app/stack/_components/project-places'
import { PART_WORDS } from '#lib/client/stack/stack-tile'
import type { BoardRange } from '#lib/client/view/view-params'
import type { StackMap } from '#lib/core/chart/stack/stack-map'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { StackView } from '#lib/core/contract/stack-view'

interface ProjectPanelProps {
  ref: Ref<HTMLElement>
  map: StackMap
  stack: StackView
  snapshot: Snapshot
  range: BoardRange
  /** `null`: nobody is pointed at. */
  slug: string | null
  isPinned: boolean
  whatif: string
  onClose: () => void
  onMove: (id: string, to: string | null) => void
  onUndo: (id: string) => void
}

/** Everything the mapping and the board say of one project, and where else it might stand. */
export function ProjectPanel(props: ProjectPanelProps) {
  const { ref, map, stack, snapshot, range, slug, isPinned, whatif, onClose, onMove, onUndo } = props
  const tiles = [
    ...map.layers.flatMap(({ categories }) => categories.flatMap((one) => one.tiles)),
    ...map.dropped,
  ]
  const places = tiles.filter(({ project }) => project.slug === slug)
  const tile = places.find(({ isPrimary }) => isPrimary) ?? places[0]
  const className = `project-panel${isPinned ? ' pinned' : ''}`
  if (tile === undefined) {
    return (
      <aside ref={ref} className={className} aria-label="Project">
        <p className="panel-hint">
          Point at a project to see what it is and why it stands where it stands; click to keep it open.
        </p>
        <p className="panel-hint">
          What if it stood elsewhere? Drag it onto another layer, or open it and use “Move to”. Every number
          of the layers changes with it.
        </p>
      </aside>
    )
  }
  const { project, part, token } = tile
  return (
    <aside ref={ref} className={className} aria-label="Project" tabIndex={-1}>
      <header>
        <h2>
          {project.name} <small>{token?.symbol ?? project.symbol}</small>
        </h2>
        {isPinned && (
          <button
            type="button"
            className="icon-button"
            aria-label="Close"
            title="Close (Esc)"
            onClick={onClose}
          >
            <X size={15} aria-hidden />
          </button>
        )}
      </header>
      {part !== 'counted' && <p className="panel-why">{PART_WORDS[part].why}</p>}
      {project.note !== null && <p className="panel-why">{project.note}</p>}
      {token !== null && <ProjectFigures token={token} range={range} currency={snapshot.currency} />}
      <ProjectPlaces places={places} stack={stack} />
      <MoveMenu
        project={project}
        places={places}
        stack={stack}
        whatif={whatif}
        onMove={onMove}
        onUndo={onUndo}
      />
      <ProjectLinks project={project} hasRow={token !== null} />
    </aside>
  )
}
