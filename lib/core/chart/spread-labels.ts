/** Wanted and final vertical middle of a label, px. */
export interface LabelPlace {
  key: string
  wanted: number
  placed: number
}

export interface LabelSpace {
  top: number
  bottom: number
  /** Least distance between two middles, px. */
  gap: number
}

/** Moves labels apart as little as needed: order kept, all within the space as long as they fit. */
export function spreadLabels(wanted: ReadonlyMap<string, number>, space: LabelSpace): LabelPlace[] {
  const { top, bottom, gap } = space
  const places = [...wanted].map(([key, y]) => ({ key, wanted: y, placed: y }))
  places.sort((a, b) => a.wanted - b.wanted || a.key.localeCompare(b.key, 'en'))
  let floor = top
  for (const place of places) {
    place.placed = Math.max(place.placed, floor)
    floor = place.placed + gap
  }
  let ceiling = bottom
  for (const place of places.toReversed()) {
    place.placed = Math.min(place.placed, ceiling)
    ceiling = place.placed - gap
  }
  return places
}
