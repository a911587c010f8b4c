import type { TokenFigures } from '#lib/core/contract/snapshot'
import { formatAge, formatUtcDateTime } from '#lib/core/format/format-time'

/** Last cell of a row: how old its price is, or what is wrong with it. */
export function TokenState({ token: { state, ageSeconds, lastUpdated } }: { token: TokenFigures }) {
  if (state === 'missing') {
    return (
      <td className="state-cell">
        <em className="tag">no price</em>
      </td>
    )
  }
  const title = lastUpdated === null ? undefined : formatUtcDateTime(lastUpdated)
  if (state === 'fresh') {
    return (
      <td className="state-cell" title={title}>
        {formatAge(ageSeconds)}
      </td>
    )
  }
  return (
    <td className="state-cell" title={title}>
      <em className="tag warn">
        {state === 'stale' ? 'stale' : 'held back'} {formatAge(ageSeconds)}
      </em>
    </td>
  )
}
