import { memo } from 'react'
import { ScreenLink } from '#app/_components/screen-link'
import { OUTSIDE_WORDS } from '#lib/client/layer/outside-words'
import { tokenHref } from '#lib/client/view/screen-href'
import type { LayerDetail, LayerProject } from '#lib/core/contract/layer-detail'
import { formatUtcDate } from '#lib/core/format/format-time'

/** Projects mapped to the layer that no figure counts: without a token, not yet trading, gone, or out of scope. */
export const OutsideProjects = memo(function OutsideProjects({
  detail: { projects, categories, layer },
}: {
  detail: LayerDetail
}) {
  if (projects.length === 0) return null
  const categoryOf = new Map(categories.map(({ id, name }) => [id, name]))
  return (
    <section className="outside" aria-labelledby="outside-title">
      <h2 id="outside-title">
        Also in {layer.name}, counted in no figure <small className="num">{projects.length}</small>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable area must be reachable by keyboard */}
      <section className="facts-scroll" tabIndex={0} aria-label="Projects without figures, scrolls sideways">
        <table className="facts-table" aria-labelledby="outside-title">
          <thead>
            <tr>
              <th scope="col">Project</th>
              <th scope="col">Why</th>
              <th scope="col">Category</th>
              <th scope="col">What it does here</th>
              <th scope="col">Source</th>
            </tr>
          </thead>
          <tbody>
            {projects.map((project) => (
              <ProjectRow
                key={project.slug}
                project={project}
                category={categoryOf.get(project.category) ?? project.category}
              />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
})

function ProjectRow({ project, category }: { project: LayerProject; category: string }) {
  const { id, name, symbol, outside, note, reason, source, since } = project
  return (
    <tr>
      <th scope="row">
        {id === null ? name : <ScreenLink href={tokenHref(id)}>{name}</ScreenLink>}
        {symbol !== null && <b>{symbol}</b>}
      </th>
      <td>
        <em className="tag">{OUTSIDE_WORDS[outside]}</em>
        {outside === 'not-listed-yet' && <small>from {formatUtcDate(since)}</small>}
      </td>
      <td>{category}</td>
      <td>
        {reason}
        {note !== null && <small>{note}</small>}
      </td>
      <td>{source}</td>
    </tr>
  )
}
