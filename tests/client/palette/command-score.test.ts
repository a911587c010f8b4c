import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandScore } from '#lib/client/palette/command-score'

const best = (search: string, commands: readonly [string, ...string[]][]) =>
  commands
    .map(([label, ...keywords]) => ({ label, score: commandScore(search, label, keywords) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ label }) => label)

describe('fit of a command', () => {
  it('puts the symbol before names that only hold its letters', () => {
    const tokens: [string, ...string[]][] = [
      ['Near', 'near'],
      ['Story', 'ip'],
      ['Nearpad', 'npad'],
      ['Tips', 'tps'],
    ]
    expect(best('ip', tokens)).toEqual(['Story', 'Tips'])
    expect(best('near', tokens)).toEqual(['Near', 'Nearpad'])
  })

  it('skips no letters', () => {
    expect(
      best('open pref', [
        ['OpenGradient', 'opg'],
        ['Open preferences', 'settings'],
      ]),
    ).toEqual(['Open preferences'])
    expect(best('zzzz', [['Zama', 'zama']])).toEqual([])
  })

  it('takes typed words in any order, each from the label or a further word', () => {
    expect(best('up green', [['Colours: green up, red down', 'palette'], ['Colours: red up']])).toHaveLength(
      1,
    )
    expect(
      best('7d range', [
        ['Range 7 d', '7d'],
        ['Range 30 d', '30d'],
      ]),
    ).toEqual(['Range 7 d'])
  })

  it('puts a layer before the tokens found by its name', () => {
    expect(
      best('marketpl', [
        ['Grass', 'grass', 'Marketplaces'],
        ['Marketplaces', 'marketplaces'],
      ]),
    ).toEqual(['Marketplaces', 'Grass'])
  })

  it('is between 0 and 1, and 1 for the label itself', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(fc.string()), (search, label, keywords) => {
        const score = commandScore(search, label, keywords)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        expect(commandScore(label.trim(), label.trim(), keywords)).toBe(1)
      }),
    )
  })
})
