import { describe, expect, it } from 'vitest'
import { exportedNumber, formatUnit, type Unit } from '#lib/core/format/format-unit'

const UNITS: readonly Unit[] = [
  'level',
  'percent',
  'volatility',
  'points',
  'share',
  'price',
  'size',
  'ratio',
  'count',
]

describe('formatUnit', () => {
  it('shows unknown as a dash in every unit', () => {
    for (const unit of UNITS) expect([unit, formatUnit(null, unit).text]).toEqual([unit, '—'])
  })

  it('shows a ratio with two decimals, a minus that is one, and no minus before zero', () => {
    expect(formatUnit(-0.314, 'ratio').text).toBe('\u22120.31')
    expect(formatUnit(1.235, 'ratio').text).toBe('1.24')
    expect(formatUnit(-0.001, 'ratio').text).toBe('0.00')
  })

  it('shows each unit as the rest of the product does', () => {
    expect(formatUnit(0.0231, 'percent').text).toBe('+2.31\u00a0%')
    expect(formatUnit(0.853, 'volatility').text).toBe('85.3\u00a0%')
    expect(formatUnit(343.58, 'price').text).toBe('$343.58')
    expect(formatUnit(1204, 'count').text.replace(/\D/g, '')).toBe('1204')
  })
})

describe('exportedNumber', () => {
  it('writes fractions of percent units in percent, all else as it is', () => {
    expect(UNITS.map((unit) => exportedNumber(0.07, unit))).toEqual([
      0.07, 7, 7, 7, 7, 0.07, 0.07, 0.07, 0.07,
    ])
    expect(exportedNumber(null, 'percent')).toBeNull()
  })
})
