import { X } from 'lucide-react'
import { ScreenLink } from '#app/_components/screen-link'
import { layerHref, tokenHref } from '#lib/client/view/screen-href'
import { highlightHandlers, type LinkedView } from '#lib/client/volatility/linked-view'
import type { Selection } from '#lib/client/volatility/volatility-selection'
import { layerKey } from '#lib/core/chart/comparison/compared-entity'
import { layerHue, pickHue } from '#lib/core/chart/layer-hue'
import type { Snapshot } from '#lib/core/contract/snapshot'

interface CompareChipsProps {
  snapshot: Snapshot
  selection: Selection
  linked: LinkedView
  onChange: (selection: Selection) => void
}

/** What is compared, each in the colour of its lines and marks. */
export function CompareChips({ snapshot, selection, linked, onChange }: CompareChipsProps) {
  const { ids, layers } = selection
  const chips = [
    ...layers.map((id) => {
      const layer = snapshot.layers.find((one) => one.id === id)
      const without = { ids, layers: layers.filter((other) => other !== id) }
      return {
        key: layerKey(id),
        href: layerHref(id),
        name: layer?.name ?? id,
        hue: layerHue(layer?.rank ?? null),
        without,
      }
    }),
    ...ids.map((id, place) => {
      const name = snapshot.tokens.find((token) => token.id === id)?.name ?? id
      const without = { ids: ids.filter((other) => other !== id), layers }
      return { key: id, href: tokenHref(id), name, hue: pickHue(place), without }
    }),
  ]
  if (chips.length === 0) return null
  return (
    <ul className="compare-chips" aria-label="Compared">
      {chips.map(({ key, href, name, hue, without }) => (
        <li key={key} className={`hue-${hue}`} {...highlightHandlers(linked, key)}>
          <i className="dot" aria-hidden />
          <ScreenLink href={href}>{name}</ScreenLink>
          <button type="button" aria-label={`Remove ${name}`} onClick={() => onChange(without)}>
            <X size={13} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  )
}
