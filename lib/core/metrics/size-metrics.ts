import { frac, sub, sum } from '#lib/core/metrics/formula'
import * as label from '#lib/core/metrics/labels/size-labels'
import type { Metric } from '#lib/core/metrics/metric'

const COINGECKO_MARKETS = 'CoinGecko API, /coins/markets'

/** How large tokens and layers are. */
export const SIZE_METRICS: readonly Metric[] = [
  {
    ...label.marketCap,
    definition:
      'Of a token as the upstream reports it. Of a layer additive: a token in several layers counts in each with its share of membership, and its shares add up to 1, so layers add up to the sector and nothing counts twice.',
    formula: [sub('M', 'layer'), '=', sum('i', [sub('s', 'i'), sub('M', 'i')])],
    symbols: [
      { symbol: sub('M', 'i'), meaning: 'market cap of token i, price times circulating supply' },
      {
        symbol: sub('s', 'i'),
        meaning:
          'its share of membership in the layer; one over the number of layers unless the mapping says otherwise',
      },
    ],
    gaps: 'A market cap of 0 upstream means unknown and is shown as such. Unknown caps are not in a sum; the figure exists where at least one is known.',
    source: `${COINGECKO_MARKETS}, market_cap; shares as in style indices (S&P, Russell)`,
  },
  {
    ...label.marketShare,
    definition: "The layer's additive market cap over the sector's.",
    formula: [sub('S', 'layer'), '=', frac(sub('M', 'layer'), sub('M', 'sector'))],
    symbols: [{ symbol: sub('M', 'layer'), meaning: 'market cap of the layer by shares of membership' }],
    gaps: 'Known where both caps are.',
    source: 'The local mapping of tokens to layers, with its version in the footer',
  },
  {
    ...label.volume24h,
    definition: 'Of a token as reported; of a layer additive, by shares of membership.',
    formula: [sub('V', 'layer'), '=', sum('i', [sub('s', 'i'), sub('V', 'i')])],
    symbols: [
      { symbol: sub('V', 'i'), meaning: 'reported volume of token i over 24 h' },
      { symbol: sub('s', 'i'), meaning: 'its share of membership in the layer' },
    ],
    gaps: 'Unknown volumes are not in a sum.',
    source: `${COINGECKO_MARKETS}, total_volume`,
    caveat: 'Reported volume can be inflated by wash trading.',
  },
  {
    ...label.circulatingSupply,
    definition:
      'Taken over as reported; it explains the difference between a market-cap change and a price return.',
    formula: [sub('Q', 'i'), '=', frac(sub('M', 'i'), sub('P', 'i'))],
    symbols: [
      { symbol: sub('M', 'i'), meaning: 'market cap' },
      { symbol: sub('P', 'i'), meaning: 'price' },
    ],
    gaps: 'A supply of 0 upstream means unknown.',
    source: `${COINGECKO_MARKETS}, circulating_supply`,
    caveat: 'Upstream revisions of supply happen in one day and are no performance; indices do not see them.',
  },
  {
    ...label.fullyDilutedValuation,
    definition: 'Taken over as reported, for comparison with the market cap.',
    formula: [sub('F', 'i'), '=', sub('P', 'i'), '×', sub('Q', 'max')],
    symbols: [{ symbol: sub('Q', 'max'), meaning: 'maximum or total supply as the upstream counts it' }],
    gaps: 'Unknown where the upstream knows no maximum or total supply.',
    source: `${COINGECKO_MARKETS}, fully_diluted_valuation`,
  },
  {
    ...label.layerOverlap,
    definition:
      "Tokens of the layer that also belong to another one, with their whole market cap, over the layer's whole market cap. Layers that share tokens move together for that reason alone.",
    formula: ['O', '=', frac(sub('M', 'in both'), sub('M', 'in the layer'))],
    symbols: [{ symbol: 'M', meaning: 'sum of whole market caps' }],
    gaps: 'Tokens without a known cap are named but not summed.',
    source: 'Overlap coefficient (Szymkiewicz, Simpson), with the own layer as the whole',
  },
]
