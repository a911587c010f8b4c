/** A name without what makes no other name: case, spaces and signs. Example: `Api-3` and `API3` are one. */
export function foldName(name: string): string {
  return name.toLowerCase().replace(/[\s._-]+/g, '')
}
