import { ScreenLink } from '#app/_components/screen-link'
import { volatilityHref } from '#lib/client/view/screen-href'

/** What to do when nothing is compared. */
export function NothingChosen() {
  return (
    <div className="empty nothing-chosen">
      <p>
        Nothing is compared yet. Search for a token or layer above, take one of the ready choices, or{' '}
        <ScreenLink className="quiet-link" href={volatilityHref({})}>
          start from the layers and their largest tokens
        </ScreenLink>
        .
      </p>
    </div>
  )
}
