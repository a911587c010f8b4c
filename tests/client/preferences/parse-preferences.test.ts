import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_PREFERENCES, parsePreferences } from '#lib/client/preferences/parse-preferences'

describe('kept preferences', () => {
  it('come back as they were kept', () => {
    const kept = {
      range: '7d',
      currency: 'eur',
      weighting: 'equal',
      density: 'compact',
      palette: 'red-green',
      zone: 'local',
    }
    expect(parsePreferences(JSON.stringify(kept))).toEqual(kept)
  })

  it('lose only the value that means nothing here', () => {
    expect(
      parsePreferences('{"range":"5d","palette":"green-red","currency":"US dollars","extra":1}'),
    ).toEqual({
      ...DEFAULT_PREFERENCES,
      palette: 'green-red',
    })
  })

  it.each(['', 'null', '[]', '7', '"text"', '{'])('are unreadable as %s', (text) => {
    expect(parsePreferences(text)).toBeNull()
  })

  it('never throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const preferences = parsePreferences(text)
        if (preferences !== null)
          expect(Object.keys(preferences).sort()).toEqual(Object.keys(DEFAULT_PREFERENCES).sort())
      }),
    )
  })
})
