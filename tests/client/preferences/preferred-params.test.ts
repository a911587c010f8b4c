import { describe, expect, it } from 'vitest'
import { DEFAULT_PREFERENCES } from '#lib/client/preferences/parse-preferences'
import { preferredParams } from '#lib/client/preferences/preferred-params'

const PREFERRED = { ...DEFAULT_PREFERENCES, range: '7d', weighting: 'equal', currency: 'eur' } as const
const filled = (pathname: string, search: string) =>
  preferredParams(pathname, new URLSearchParams(search), PREFERRED)

describe('preferred parameters', () => {
  it('fill what the address leaves out', () => {
    expect(filled('/', '')).toEqual({ range: '7d', weighting: 'equal', currency: 'eur' })
  })

  it('leave alone what the address says, be it the default or nonsense', () => {
    expect(filled('/', 'range=24h&weighting=magic')).toEqual({ currency: 'eur' })
  })

  it('stay out of screens that do not read them', () => {
    expect(filled('/methodology', '')).toEqual({})
  })

  it('fill only a range the screen offers', () => {
    const hour = { ...PREFERRED, range: '1h' } as const
    expect(preferredParams('/layers/middleware', new URLSearchParams(), hour)).toEqual({ weighting: 'equal' })
    expect(filled('/tokens/golem', '')).toEqual({ range: '7d', currency: 'eur' })
  })

  it('do not write defaults', () => {
    expect(preferredParams('/', new URLSearchParams(), DEFAULT_PREFERENCES)).toEqual({})
  })
})
