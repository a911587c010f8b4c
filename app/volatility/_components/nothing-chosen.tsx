/** What to do when nothing is compared. */
export function NothingChosen() {
  return (
    <p className="empty nothing-chosen">
      Nothing is compared yet. Search for a token or layer above, or take one of the ready choices.
    </p>
  )
}
