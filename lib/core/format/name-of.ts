/** What people call an entry of a list; its id where the list does not hold it. */
export function nameOf(entries: readonly { id: string; name: string }[], id: string): string {
  return entries.find((entry) => entry.id === id)?.name ?? id
}
