import { layerHue } from '#lib/core/chart/layer-hue'
import { type MapTile, MOVED_CATEGORY } from '#lib/core/chart/stack/stack-map'
import type { StackView } from '#lib/core/contract/stack-view'
import { formatShare } from '#lib/core/format/format-percent'
import { formatUtcDate } from '#lib/core/format/format-time'
import { nameOf } from '#lib/core/format/name-of'

interface ProjectPlacesProps {
  places: readonly MapTile[]
  stack: StackView
}

/** Where a project stands and why, with who says so and since when. */
export function ProjectPlaces({ places, stack }: ProjectPlacesProps) {
  const project = places[0]?.project
  if (project === undefined) return null
  const move = places[0]?.move ?? null
  const shippedPlaces = project.memberships
  const now = move === null ? [] : [move.to]
  return (
    <section className="panel-places" aria-label="Places in the stack">
      {now.map((to) => (
        <p key="what-if" className="panel-moved">
          {to === null ? 'Dropped by this what-if.' : `${MOVED_CATEGORY.name}: ${nameOf(stack.layers, to)}.`}{' '}
          The shipped mapping has it in:
        </p>
      ))}
      <ul>
        {shippedPlaces.map(({ layer, category, primary, share, reason, source }) => (
          <li key={`${layer}/${category}`}>
            <h3>
              <i className={`dot hue-${hueOf(stack, layer)}`} /> {nameOf(stack.layers, layer)},{' '}
              {categoryName(stack, layer, category)}
              {shippedPlaces.length > 1 && (
                <small>
                  {' '}
                  {primary ? 'primary' : 'also'}, counts {formatShare(share).text}
                </small>
              )}
            </h3>
            <p>{reason}</p>
            <p className="panel-source">{sourceWords(stack, source)}</p>
          </li>
        ))}
      </ul>
      <p className="panel-source">
        {project.guide ? 'Named by the source guide. ' : ''}
        {project.since === null ? '' : `Token traded since ${formatUtcDate(project.since)} at the latest.`}
      </p>
    </section>
  )
}

function hueOf(stack: StackView, layer: string): number {
  return layerHue(stack.layers.find(({ id }) => id === layer)?.rank ?? null)
}

function categoryName(stack: StackView, layer: string, category: string): string {
  const categories = stack.layers.find(({ id }) => id === layer)?.categories ?? []
  return nameOf(categories, category)
}

function sourceWords(stack: StackView, source: string): string {
  const found = stack.sources.find(({ id }) => id === source)
  return found === undefined ? source : `${found.title}, ${formatUtcDate(found.date)}`
}
