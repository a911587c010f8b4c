import { describe, expect, it } from 'vitest'
import {
  correlationRows,
  correlationStep,
  correlationTable,
} from '#lib/core/chart/comparison/correlation-cells'

const answer = {
  asOf: '2026-11-22T00:00:00Z',
  window: 90,
  ids: ['a', 'b', 'c'],
  matrix: [
    [1, null, 0.5],
    [null, 1, -0.1],
    [0.5, -0.1, 1],
  ],
  n: [
    [90, 20, 80],
    [20, 70, 70],
    [80, 70, 90],
  ],
  low: [
    [null, null, 0.3],
    [null, null, -0.3],
    [0.3, -0.3, null],
  ],
  high: [
    [null, null, 0.7],
    [null, null, 0.1],
    [0.7, 0.1, null],
  ],
  needed: 60,
  order: [0, 2, 1],
}

describe('correlationRows', () => {
  it('reads cells in the order of similarity, each with its own days', () => {
    const rows = correlationRows(answer)
    expect(rows.map((cells) => cells.map(({ value }) => value))).toEqual([
      [1, 0.5, null],
      [0.5, 1, -0.1],
      [null, -0.1, 1],
    ])
    expect(rows[0]?.[2]).toEqual({ row: 0, column: 1, value: null, low: null, high: null, n: 20 })
  })
})

describe('correlationTable', () => {
  it('has every pair once', () => {
    const { rows } = correlationTable(answer, (place) => answer.ids[place]?.toUpperCase() ?? '')
    expect(rows.map(({ text, csv, values }) => [text, csv, values])).toEqual([
      ['A – C', 'a c', [0.5, 0.3, 0.7, 80]],
      ['A – B', 'a b', [null, null, null, 20]],
      ['C – B', 'c b', [-0.1, -0.3, 0.1, 70]],
    ])
  })
})

describe('correlationStep', () => {
  it('is fixed and symmetric', () => {
    expect([0, 0.04, 0.05, 0.3, 0.59, 0.6, 1].map(correlationStep)).toEqual([0, 0, 1, 2, 3, 4, 5])
    expect([-0.04, -0.05, -1].map(correlationStep)).toEqual([0, -1, -5])
  })
})
