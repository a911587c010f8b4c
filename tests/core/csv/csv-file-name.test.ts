import { describe, expect, it } from 'vitest'
import { csvFileName } from '#lib/core/csv/csv-file-name'
import { snapshotFixture } from '../../helpers/snapshot-fixture.ts'

describe('csvFileName', () => {
  it('names kind, currency and the time of the newest price', () => {
    expect(csvFileName('tokens', snapshotFixture())).toBe('strata-tokens_usd_20261122T063000Z.csv')
    expect(
      csvFileName('layers', snapshotFixture({ currency: 'EUR', asOf: '2025-04-24T06:15:32.871Z' })),
    ).toBe('strata-layers_eur_20250424T061532Z.csv')
  })

  it('says that the rows are those of a what-if', () => {
    const mapping = { version: '2026-11-22+whatif.0a1b2c3d', sha256: 'a'.repeat(64), moves: [] }
    expect(csvFileName('tokens', snapshotFixture({ mapping }))).toBe(
      'strata-tokens_usd_20261122T063000Z_whatif-0a1b2c3d.csv',
    )
  })

  it.each(['usd"\r\nSet-Cookie: a=b', '../../etc', 'ü€ｕ'])(
    'stays plain ASCII with the currency %j',
    (currency) => {
      expect(csvFileName('tokens', snapshotFixture({ currency }))).toMatch(
        /^strata-tokens_[a-z0-9]*_20261122T063000Z\.csv$/,
      )
    },
  )
})
