import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wrapParts } from '#lib/core/format/wrap-parts'

const within = (length: number) => (line: string) => line.length <= length

describe('wrapParts', () => {
  it('keeps one line where everything fits and breaks between parts where it does not', () => {
    expect(wrapParts(['Strata', 'As of noon', 'Source'], ' · ', within(40))).toEqual([
      'Strata · As of noon · Source',
    ])
    expect(wrapParts(['Strata', 'As of noon', 'Source'], ' · ', within(20))).toEqual([
      'Strata · As of noon',
      'Source',
    ])
    expect(wrapParts(['a very long part', 'b'], ' · ', within(4))).toEqual(['a very long part', 'b'])
  })

  it('loses no part and keeps their order, whatever fits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,9}$/)),
        fc.integer({ min: 0, max: 60 }),
        (parts, width) => {
          expect(wrapParts(parts, ' · ', within(width)).flatMap((line) => line.split(' · '))).toEqual(parts)
        },
      ),
    )
  })
})
