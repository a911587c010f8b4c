/** A point of a drawn line. */
export interface LinePoint {
  x: number
  y: number
}

/**
 * Places of the points worth drawing where a line has more of them than the screen has pixels: from each of `limit`
 * buckets the point that spans the largest triangle with the one kept before and the mean of the bucket after it. Both
 * ends stay; every kept point is a real one.
 * Source: Sveinn Steinarsson, Downsampling Time Series for Visual Representation, 2013 (largest triangle three buckets).
 */
export function largestTriangle(points: readonly LinePoint[], limit: number): number[] {
  const count = points.length
  if (count <= limit || limit < 3) return limit < 3 && count > 2 ? [0, count - 1] : points.map((_, at) => at)
  const width = (count - 2) / (limit - 2)
  const kept = [0]
  for (let bucket = 0; bucket < limit - 2; bucket += 1) {
    const from = 1 + Math.floor(bucket * width)
    const to = 1 + Math.floor((bucket + 1) * width)
    const next = meanPoint(points, to, Math.min(count, 1 + Math.floor((bucket + 2) * width)))
    kept.push(farthest(points, { from, to, before: points[kept.at(-1) as number] as LinePoint, next }))
  }
  kept.push(count - 1)
  return kept
}

/** Of the bucket after the last one nothing but the last point is left. */
function meanPoint(points: readonly LinePoint[], from: number, to: number): LinePoint {
  const bucket = from < to ? points.slice(from, to) : points.slice(-1)
  const sum = bucket.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 })
  return { x: sum.x / bucket.length, y: sum.y / bucket.length }
}

interface Bucket {
  from: number
  to: number
  before: LinePoint
  next: LinePoint
}

function farthest(points: readonly LinePoint[], { from, to, before, next }: Bucket): number {
  let best = from
  let largest = -1
  for (let at = from; at < to; at += 1) {
    const { x, y } = points[at] as LinePoint
    const area = Math.abs((before.x - next.x) * (y - before.y) - (before.x - x) * (next.y - before.y))
    if (area > largest) {
      largest = area
      best = at
    }
  }
  return best
}
