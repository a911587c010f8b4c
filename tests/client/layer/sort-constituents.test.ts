import { describe, expect, it } from 'vitest'
import { CONSTITUENT_KEYS } from '#lib/client/layer/layer-params'
import { type ConstituentRow, sortConstituents } from '#lib/client/layer/sort-constituents'
import type { Constituent } from '#lib/core/contract/layer-detail'
import { constituentFixture } from '../../helpers/layer-detail-fixture.ts'

const row = (id: string, figures: Partial<Constituent>, category = 'Any'): ConstituentRow => ({
  constituent: constituentFixture({ id, ...figures }),
  category,
  token: null,
})
const ROWS = [
  row('b', { weight: 0.2, contribution: -0.03, riskShare: 0.1 }, 'Data'),
  row('c', { weight: null, contribution: null }),
  row('a', { weight: 0.5, contribution: 0.01, riskShare: -0.2 }, 'Models'),
]
const ids = (rows: readonly ConstituentRow[]) => rows.map(({ constituent }) => constituent.id).join('')

describe('sortConstituents', () => {
  it.each([
    ['weight', true, 'abc'],
    ['weight', false, 'bac'],
    ['contribution', true, 'abc'],
    ['contribution', false, 'bac'],
    ['risk', false, 'abc'],
    ['name', false, 'abc'],
    ['name', true, 'cba'],
    ['category', false, 'cba'],
  ] as const)('by %s, descending %s', (key, descending, order) => {
    expect(ids(sortConstituents(ROWS, { key, descending }))).toBe(order)
  })

  it('keeps the order it was given where nothing is known', () => {
    for (const key of ['return', 'volatility', 'age'] as const)
      expect(ids(sortConstituents(ROWS, { key, descending: true }))).toBe('bca')
  })

  it('loses no row, whatever the key', () => {
    for (const key of CONSTITUENT_KEYS)
      expect(sortConstituents(ROWS, { key, descending: false })).toHaveLength(3)
  })
})
