import { describe, expect, it } from 'vitest'
import {
  comparedEntities,
  rankedEntities,
  rollingLines,
  valueOn,
} from '#lib/core/chart/comparison/compared-entity'
import { entityFixture, volatilityFixture } from '../../../helpers/volatility-fixture.ts'

const DAY = 86_400_000

const answer = volatilityFixture([
  entityFixture({ id: 'one', current: 1, times: [DAY, 2 * DAY, 3 * DAY], rolling: [null, 0.9, 1] }),
  entityFixture({
    id: 'two',
    name: 'A very long name of a token',
    current: 2,
    times: [2 * DAY, 3 * DAY],
    rolling: [1.9, 2],
  }),
  entityFixture({
    id: 'sector',
    kind: 'sector',
    name: 'AI crypto',
    current: 1.05,
    times: [3 * DAY],
    rolling: [1.05],
  }),
  entityFixture({ id: 'lower', kind: 'layer', name: 'Lower' }),
])
const members = {
  layers: [{ id: 'lower', rank: 1 }],
  tokens: [
    { id: 'two', symbol: 'TWO' },
    { id: 'one', symbol: 'ONE' },
    { id: 'later', symbol: 'LTR' },
  ],
  benchmarks: [{ id: 'sector', symbol: 'Sector' }],
}
const compared = comparedEntities(answer, members)

describe('comparedEntities', () => {
  it('follows the chips and leaves out what has not arrived, in the hue of the place', () => {
    expect(compared.map(({ key, kind, hue }) => [key, kind, hue])).toEqual([
      ['layer-lower', 'layer', 1],
      ['two', 'token', 5],
      ['one', 'token', 6],
      ['sector', 'sector', 0],
    ])
  })
})

describe('rollingLines', () => {
  it('puts every series on the same days, from the first that anybody knows', () => {
    const { times, lines } = rollingLines(compared)
    expect(times).toEqual([2 * DAY, 3 * DAY])
    expect(lines.map(({ key, values, reason }) => [key, values, reason])).toEqual([
      ['layer-lower', [null, null], 'too-short'],
      ['two', [1.9, 2], null],
      ['one', [0.9, 1], null],
      // One point is no line.
      ['sector', [null, 1.05], 'gap'],
    ])
    expect(lines[1]?.name).toBe('TWO')
  })

  it('has nothing to draw of nothing', () => {
    expect(rollingLines([])).toEqual({ times: [], lines: [] })
  })
})

describe('valueOn', () => {
  it('is the value of that day and of no other', () => {
    const one = compared.find(({ key }) => key === 'one')
    if (one === undefined) throw new Error('not compared')
    expect([valueOn(one, 2 * DAY), valueOn(one, DAY), valueOn(one, 9 * DAY), valueOn(one, null)]).toEqual([
      0.9,
      null,
      null,
      null,
    ])
  })
})

describe('rankedEntities', () => {
  it("keeps the answer's order and brackets, and puts what is unknown last", () => {
    const { ranked, unknown, runs } = rankedEntities(compared, answer)
    expect(ranked.map(({ key }) => key)).toEqual(['two', 'sector', 'one'])
    expect(unknown.map(({ key }) => key)).toEqual(['layer-lower'])
    expect(runs).toEqual([{ first: 1, last: 2 }])
  })

  it('shortens brackets by members that were taken out', () => {
    const { ranked, runs } = rankedEntities(
      compared.filter(({ key }) => key !== 'sector'),
      answer,
    )
    expect(ranked.map(({ key }) => key)).toEqual(['two', 'one'])
    expect(runs).toEqual([])
    expect(rankedEntities(compared, null)).toMatchObject({ ranked: [], runs: [] })
  })
})
