import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatWhatIf, MAX_MOVES, parseWhatIf, type WhatIfMove } from '#lib/core/stack/what-if'

const id = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}$/)
const layer = fc.stringMatching(/^[a-z0-9]{1,8}(?:-[a-z0-9]{1,8}){0,2}$/)
const moves: fc.Arbitrary<WhatIfMove[]> = fc.uniqueArray(
  fc.record({ id, to: fc.option(layer, { nil: null }) }),
  { selector: (move) => move.id, maxLength: MAX_MOVES },
)

function refusalOf(text: string) {
  const parsed = parseWhatIf(text)
  return parsed.ok ? null : parsed.refusal
}

describe(parseWhatIf.name, () => {
  it('reads moves and drops, by id', () => {
    expect(parseWhatIf('io:-,golem:marketplaces')).toEqual({
      ok: true,
      moves: [
        { id: 'golem', to: 'marketplaces' },
        { id: 'io', to: null },
      ],
    })
    expect(parseWhatIf('')).toEqual({ ok: true, moves: [] })
  })

  it('gives back what was written, in one form whatever the order', () => {
    fc.assert(
      fc.property(moves, fc.infiniteStream(fc.nat()), (made, order) => {
        const canonical = formatWhatIf(made)
        const shuffled = made
          .map((move) => ({ move, at: order.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ move }) => move)
        expect(formatWhatIf(shuffled)).toBe(canonical)
        const parsed = parseWhatIf(shuffled.map((move) => formatWhatIf([move])).join(','))
        expect(parsed.ok && formatWhatIf(parsed.moves)).toBe(canonical)
        expect(parsed.ok && new Map(parsed.moves.map((move) => [move.id, move.to]))).toEqual(
          new Map(made.map((move) => [move.id, move.to])),
        )
      }),
    )
  })

  it('never throws, and names the entry it cannot read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const refusal = refusalOf(text)
        if (refusal) expect(refusal.entry.length).toBeLessThanOrEqual(80)
      }),
    )
  })

  it.each([
    ['golem', 'golem', 'is not id:layer'],
    ['golem:', 'golem:', 'is not id:layer'],
    [':middleware', ':middleware', 'is not id:layer'],
    ['golem:-,', '', 'is not id:layer'],
    ['Golem:-', 'Golem:-', 'is not id:layer'],
    ['golem:middle ware', 'golem:middle ware', 'is not id:layer'],
    ['golem:a:b', 'golem:a:b', 'is not id:layer'],
    ['golem:-,golem:middleware', 'golem:middleware', 'a second time'],
  ])('refuses %j', (text, entry, reason) => {
    expect(refusalOf(text)).toEqual({ entry, reason: expect.stringContaining(reason) })
  })

  it('takes 20 moves and no more', () => {
    const text = (count: number) => Array.from({ length: count }, (_, at) => `t${at}:-`).join(',')
    expect(parseWhatIf(text(MAX_MOVES)).ok).toBe(true)
    expect(refusalOf(text(MAX_MOVES + 1))?.reason).toBe('21 moves, at most 20')
  })
})
