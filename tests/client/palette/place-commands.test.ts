import { describe, expect, it } from 'vitest'
import { type BoardNames, placeCommands } from '#lib/client/palette/place-commands'

const BOARD = {
  layers: [
    { id: 'infrastructure', name: 'Infrastructure', rank: 1 },
    { id: 'applications', name: 'Applications & Services', rank: 4 },
  ],
  tokens: [
    { id: 'fetch-ai', symbol: 'fet', name: 'ASI', layer: 'applications', listing: 'active' },
    { id: 'bitcoin', symbol: 'btc', name: 'Bitcoin', layer: null, listing: 'benchmark' },
  ],
} as unknown as BoardNames

describe('places of the palette', () => {
  it('are the screens while no board is known', () => {
    const [screens, layers, tokens] = placeCommands(null)
    expect(screens?.commands.map(({ label }) => label)).toContain('Overview')
    expect([layers?.commands, tokens?.commands]).toEqual([[], []])
  })

  it('are layers from the top of the stack and tokens in the hue of their layer, each found by symbol and id', () => {
    const [, layers, tokens] = placeCommands(BOARD)
    expect(layers?.commands.map(({ label, href }) => [label, href])).toEqual([
      ['Applications & Services', '/layers/applications'],
      ['Infrastructure', '/layers/infrastructure'],
    ])
    expect(tokens?.commands).toEqual([
      {
        id: 'token fetch-ai',
        label: 'ASI',
        hint: 'FET',
        keywords: ['fet', 'fetch-ai', 'Applications & Services'],
        hue: 4,
        href: '/tokens/fetch-ai',
      },
    ])
  })
})
