import { NativeSelect } from '#app/_components/native-select'
import {
  largestSelection,
  layerSelection,
  MAX_CHOSEN,
  mostVolatileSelection,
  type Selection,
  watchedSelection,
} from '#lib/client/volatility/volatility-selection'
import { useWatchlist } from '#lib/client/watchlist/watchlist'
import type { Snapshot } from '#lib/core/contract/snapshot'

interface PresetsProps {
  /** Saves the figures of everybody compared; `null` while there are none. */
  onExport: (() => void) | null
  snapshot: Snapshot
  onChoose: (selection: Selection) => void
}

const NO_LAYER = ''

/** Ready choices; each replaces what is compared. */
export function Presets({ snapshot, onChoose, onExport }: PresetsProps) {
  const watched = watchedSelection(snapshot, useWatchlist() ?? [])
  const layers = snapshot.layers.toSorted((a, b) => b.rank - a.rank)
  return (
    <fieldset className="presets">
      <legend className="sr-only">Ready choices</legend>
      <NativeSelect
        label="This layer"
        isLabelHidden
        value={NO_LAYER}
        options={[
          { value: NO_LAYER, label: 'This layer…' },
          ...layers.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        title="A layer's index and its largest tokens"
        onChange={(id) => id !== NO_LAYER && onChoose(layerSelection(snapshot, id))}
      />
      <button type="button" className="quiet-button" onClick={() => onChoose(largestSelection(snapshot))}>
        Largest {MAX_CHOSEN}
      </button>
      <button
        type="button"
        className="quiet-button"
        onClick={() => onChoose(mostVolatileSelection(snapshot))}
      >
        Most volatile {MAX_CHOSEN}
      </button>
      <button
        type="button"
        className="quiet-button"
        disabled={watched.ids.length === 0}
        title={watched.ids.length === 0 ? 'Star tokens on the Overview to watch them' : undefined}
        onClick={() => onChoose(watched)}
      >
        My watchlist
      </button>
      <button type="button" className="button" disabled={onExport === null} onClick={() => onExport?.()}>
        Export CSV
      </button>
    </fieldset>
  )
}
