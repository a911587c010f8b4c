import { NativeSelect } from '#app/_components/native-select'
import { Segmented } from '#app/_components/segmented'
import { MAP_MODES, type StackChoice, TILE_COLOURS, TILE_SIZES } from '#lib/client/stack/stack-params'
import type { SetStackChoice } from '#lib/client/stack/use-stack-choice'

const SIZE_WORDS = { equal: 'Equal', marketCap: 'Market cap', volume24h: 'Volume 24h' } as const
const COLOUR_WORDS = { return: 'Return', volatility: 'Volatility 30d', freshness: 'Freshness' } as const
const MODE_WORDS = { columns: 'Columns', treemap: 'Treemap' } as const

const SIZES = TILE_SIZES.map((value) => ({ value, label: SIZE_WORDS[value] }))
const COLOURS = TILE_COLOURS.map((value) => ({ value, label: COLOUR_WORDS[value] }))
const MODES = MAP_MODES.map((value) => ({ value, label: MODE_WORDS[value] }))

interface MapControlsProps {
  choice: StackChoice
  setChoice: SetStackChoice
}

/** How the map is drawn. */
export function MapControls({ choice, setChoice }: MapControlsProps) {
  return (
    <div className="map-controls">
      <Segmented
        label="Layout"
        value={choice.mode}
        options={MODES}
        onChange={(mode) => void setChoice({ mode })}
      />
      <NativeSelect
        label="Size"
        value={choice.size}
        options={SIZES}
        title="What the area of a tile stands for"
        onChange={(size) => void setChoice({ size })}
      />
      <NativeSelect
        label="Colour"
        value={choice.colour}
        options={COLOURS}
        title="What the colour of a tile stands for, and the number on it"
        onChange={(colour) => void setChoice({ colour })}
      />
    </div>
  )
}
