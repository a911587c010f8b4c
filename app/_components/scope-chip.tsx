import { CheckChip } from '#app/_components/check-chip'
import type { Scope } from '#lib/core/contract/vocabulary'

/** Whether adjacent projects count as well. */
export function ScopeChip({ scope, onChange }: { scope: Scope; onChange: (scope: Scope) => void }) {
  return (
    <CheckChip
      isChecked={scope === 'all'}
      title="Adjacent: general-purpose infrastructure that AI uses, such as NEAR, Chainlink or Filecoin"
      onChange={(isChecked) => onChange(isChecked ? 'all' : 'core')}
    >
      Include adjacent
    </CheckChip>
  )
}
