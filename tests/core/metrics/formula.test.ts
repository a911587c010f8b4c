import { describe, expect, it } from 'vitest'
import {
  bars,
  equations,
  fenced,
  formulaText,
  frac,
  mean,
  sqrt,
  sub,
  sum,
  sup,
} from '#lib/core/metrics/formula'
import { METRICS } from '#lib/core/metrics/registry'

describe('formulaText', () => {
  it('reads a formula out in words', () => {
    expect(formulaText(['R', '=', frac(sub('P', 'now'), sub('P', 'base')), '−', '1'])).toBe(
      'R equals P sub now over P sub base minus 1',
    )
    expect(
      formulaText([
        'σ',
        '=',
        sqrt(frac(sum('t', sup(fenced([sub('r', 't'), '−', mean('r')]), '2')), ['n', '−', '1'])),
      ]),
    ).toBe(
      'σ equals the square root of ((the sum over t of (r sub t minus mean r) squared) over (n minus 1))',
    )
    expect(formulaText([bars('MDD'), '≤', sup('x', ['n', '+', '1'])])).toBe(
      'the size of MDD is at most x to the power of (n plus 1)',
    )
    expect(formulaText([['a', '=', 'b'], ',', ['c', '=', 'd']])).toBe('a equals b, c equals d')
  })

  it('keeps what belongs together in parentheses', () => {
    expect(formulaText(frac('a', ['b', '+', '1']))).toBe('a over (b plus 1)')
    expect(formulaText([frac('a', 'b'), '+', '1'])).toBe('a over b plus 1')
    expect(formulaText(frac(frac('a', 'b'), 'c'))).toBe('(a over b) over c')
    expect(formulaText([frac('a', 'b'), frac('c', 'd')])).toBe('(a over b) (c over d)')
  })

  it('leaves no markup, no bare operator and no unspoken object in any formula of the registry', () => {
    for (const { id, formula, symbols } of METRICS) {
      for (const one of [formula, ...symbols.map(({ symbol }) => symbol)]) {
        const words = formulaText(one)
        expect(words, id).not.toMatch(/[<>{}_^=+×±≤≥/\\]|undefined|\[object| {2}/)
        expect(words.split('(').length, `${id}: parentheses close`).toBe(words.split(')').length)
      }
    }
  })
})

describe('equations', () => {
  it('takes a formula of several apart, and leaves any other whole', () => {
    const first = ['a', '=', 'b']
    const second = ['c', '=', 'd']
    expect(equations([first, ',', second])).toEqual([first, second])
    expect(equations(first)).toEqual([first])
    expect(equations('a')).toEqual(['a'])
    expect(equations([fenced('a'), ',', 'b'])).toEqual([[fenced('a'), ',', 'b']])
  })
})
