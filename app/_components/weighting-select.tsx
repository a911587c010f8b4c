import { NativeSelect } from '#app/_components/native-select'
import { WEIGHTING_WORDS } from '#lib/client/words/wording'
import { WEIGHTINGS, type Weighting } from '#lib/core/contract/vocabulary'

interface WeightingSelectProps {
  weighting: Weighting
  title?: string
  onChange: (weighting: Weighting) => void
}

const OPTIONS = WEIGHTINGS.map((value) => ({ value, label: WEIGHTING_WORDS[value].name }))

/** By what layers and the sector weigh their tokens. */
export function WeightingSelect({ weighting, title, onChange }: WeightingSelectProps) {
  return (
    <NativeSelect
      label="Weight"
      value={weighting}
      options={OPTIONS}
      {...(title === undefined ? {} : { title })}
      onChange={onChange}
    />
  )
}
