import type { SetView } from '#lib/client/view/use-view'
import type { View } from '#lib/client/view/view-params'

interface NoMatchProps {
  view: View
  setView: SetView
  /** Ids on the watchlist; `null` until it has been read. */
  watched: readonly string[] | null
  span: number
}

/** In place of rows: why there are none, and the way back. */
export function NoMatch({ view, setView, watched, span }: NoMatchProps) {
  return (
    <tbody>
      <tr>
        <td className="no-match" colSpan={span}>
          {explain(view, watched)}{' '}
          <button
            type="button"
            className="quiet-button"
            onClick={() => void setView({ q: null, watch: null })}
          >
            {view.q.trim() === '' ? 'Show every token' : 'Clear the filter'}
          </button>
        </td>
      </tr>
    </tbody>
  )
}

function explain({ q, watch }: View, watched: readonly string[] | null): string {
  if (!watch) return `No token's name, symbol or id contains “${q}”.`
  if (watched === null) return 'The watchlist is kept in this browser and is being read.'
  if (watched.length === 0)
    return "Your watchlist is empty. The star before a token's name adds it; the list stays on this computer."
  return q.trim() === ''
    ? 'None of the tokens on your watchlist is part of this mapping.'
    : `No token on your watchlist has a name, symbol or id with “${q}”.`
}
