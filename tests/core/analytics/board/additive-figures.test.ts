import { describe, expect, it } from 'vitest'
import { additiveFigures } from '#lib/core/analytics/board/additive-figures'
import { boardTokens } from '#lib/core/analytics/board/board-token'
import { boardFixture, coin, stackFixture } from '../../../helpers/board-fixture.ts'

describe('additiveFigures', () => {
  it('sums ten thousand unequal caps to the last bit, against whole cents', () => {
    const cents = Array.from({ length: 10_000 }, (_, at) => BigInt(at % 7 === 0 ? 10 ** 14 - at : at + 1))
    const ids = cents.map((_, at) => `token-${at}`)
    const quotes = ids.map((id, at) => coin(id, Number(cents[at]) / 128, 0))
    const tokens = boardTokens(boardFixture(stackFixture(ids.map((id) => ({ id }))), quotes))
    const exact = Number(cents.reduce((sum, cent) => sum + cent, 0n)) / 128
    expect(additiveFigures(tokens, 'sector').marketCap).toBe(exact)
  })

  it('knows nothing where no cap is known', () => {
    const input = boardFixture(stackFixture([{ id: 'a' }]), [coin('a', null, 0)])
    expect(additiveFigures(boardTokens(input), 'sector').marketCap).toBeNull()
  })
})
