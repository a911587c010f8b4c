/** A point that wants its name beside it, px. */
export interface LabelledPoint {
  key: string
  x: number
  y: number
  /** Width of the name. */
  width: number
}

export interface PlacedLabel {
  key: string
  /** Left edge and middle of the name. */
  x: number
  y: number
  /** No free place was found: the name stands over something. */
  isCrowded: boolean
}

interface Area {
  left: number
  right: number
  top: number
  bottom: number
}

const HEIGHT = 14
const RADIUS = 6

/** A place for each name beside its point: right, left, above or below, the first that covers nothing. */
export function placeLabels(
  points: readonly LabelledPoint[],
  box: { width: number; height: number },
): PlacedLabel[] {
  const taken: Area[] = points.map(({ x, y }) => areaOf(x - RADIUS, y, 2 * RADIUS))
  return points.map((point) => {
    const places = placesOf(point)
    const isFree = (area: Area) => isInside(area, box) && !taken.some((other) => doOverlap(area, other))
    const free = places.find(isFree)
    const area = free ?? places.find((place) => isInside(place, box)) ?? (places[0] as Area)
    taken.push(area)
    return { key: point.key, x: area.left, y: (area.top + area.bottom) / 2, isCrowded: free === undefined }
  })
}

/** Just outside the point, so that the point itself does not count as covered. */
function placesOf({ x, y, width }: LabelledPoint): Area[] {
  const away = RADIUS + 1
  const up = RADIUS + HEIGHT / 2 + 1
  const sides = [x + away, x - away - width]
  return [
    ...sides.map((left) => areaOf(left, y, width)),
    areaOf(x - width / 2, y - up, width),
    areaOf(x - width / 2, y + up, width),
    ...sides.flatMap((left) => [areaOf(left, y - HEIGHT, width), areaOf(left, y + HEIGHT, width)]),
  ]
}

function areaOf(left: number, middle: number, width: number): Area {
  return { left, right: left + width, top: middle - HEIGHT / 2, bottom: middle + HEIGHT / 2 }
}

function isInside({ left, right, top, bottom }: Area, box: { width: number; height: number }): boolean {
  return left >= 0 && right <= box.width && top >= 0 && bottom <= box.height
}

function doOverlap(a: Area, b: Area): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}
