import { useTimeZone } from '#lib/client/preferences/use-time-zone'
import type { TokenFigures } from '#lib/core/contract/snapshot'
import { formatDateTime } from '#lib/core/format/format-date-time'
import { formatAge } from '#lib/core/format/format-time'

/** Last cell of a row: how old its price is, or what is wrong with it. */
export function TokenState({ token: { state, ageSeconds, lastUpdated } }: { token: TokenFigures }) {
  const zone = useTimeZone()
  if (state === 'missing') {
    return (
      <td className="state-cell">
        <em className="tag">no price</em>
      </td>
    )
  }
  const title = lastUpdated === null ? undefined : formatDateTime(lastUpdated, zone)
  if (state === 'fresh') {
    return (
      <td className="state-cell" title={title}>
        {formatAge(ageSeconds)}
      </td>
    )
  }
  const why = state === 'quarantined' ? `${HELD_BACK} ${title}` : title
  return (
    <td className="state-cell" title={why}>
      <em className="tag warn">
        {state === 'stale' ? 'stale' : 'held back'} {formatAge(ageSeconds)}
      </em>
    </td>
  )
}

const HELD_BACK = 'The newest price is not believed, Status says why. Shown is the last accepted one:'
