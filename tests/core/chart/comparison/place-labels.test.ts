import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeLabels } from '#lib/core/chart/comparison/place-labels'

const BOX = { width: 400, height: 300 }

describe('placeLabels', () => {
  it('puts a name to the right of its point, or to the left where there is no room', () => {
    const [inner, edge] = placeLabels(
      [
        { key: 'a', x: 100, y: 100, width: 40 },
        { key: 'b', x: 390, y: 200, width: 40 },
      ],
      BOX,
    )
    expect(inner).toMatchObject({ x: 107, y: 100, isCrowded: false })
    expect(Number(edge?.x) + 40).toBeLessThan(390)
  })

  it('moves a name that would cover another point or name', () => {
    const labels = placeLabels(
      [
        { key: 'a', x: 100, y: 100, width: 40 },
        { key: 'b', x: 120, y: 100, width: 40 },
      ],
      BOX,
    )
    expect(labels[0]?.x).toBeLessThan(100)
    expect(labels[1]?.x).toBe(127)
  })

  it('never lets names that found a place overlap', () => {
    const point = fc.record({
      x: fc.integer({ min: 0, max: 400 }),
      y: fc.integer({ min: 0, max: 300 }),
      width: fc.integer({ min: 20, max: 80 }),
    })
    fc.assert(
      fc.property(fc.array(point, { maxLength: 10 }), (points) => {
        const named = points.map((one, at) => ({ key: String(at), ...one }))
        const widthOf = new Map(named.map(({ key, width }) => [key, width]))
        const free = placeLabels(named, BOX).filter(({ isCrowded }) => !isCrowded)
        for (const [at, a] of free.entries()) {
          for (const b of free.slice(at + 1)) {
            const apart =
              a.x + Number(widthOf.get(a.key)) <= b.x ||
              b.x + Number(widthOf.get(b.key)) <= a.x ||
              Math.abs(a.y - b.y) >= 14
            expect(apart).toBe(true)
          }
        }
      }),
    )
  })
})
