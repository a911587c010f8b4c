import { bars, fenced, frac, sub, sum } from '#lib/core/metrics/formula'
import * as label from '#lib/core/metrics/labels/data-quality-labels'
import type { Metric } from '#lib/core/metrics/metric'

/** What can be said about the data behind the numbers. */
export const DATA_QUALITY_METRICS: readonly Metric[] = [
  {
    ...label.coverage,
    definition:
      'Market cap of the tokens whose return is known over that of all expected ones: active, listed, in scope. Below 90 % a figure is marked provisional, below 60 % it is a dash.',
    formula: ['K', '=', frac(sum('covered', sub('M', 'i')), sum('expected', sub('M', 'i')))],
    symbols: [{ symbol: sub('M', 'i'), meaning: 'last known market cap of token i' }],
    gaps: 'A token absent from the newest answer keeps its last cap in the lower sum. A token that never had a cap is in neither; it is counted by name.',
    source: 'Rule of this product',
  },
  {
    ...label.staleWeight,
    definition: 'Market cap of covered tokens whose state is stale, over that of all covered ones.',
    formula: ['Z', '=', frac(sum('stale', sub('M', 'i')), sum('covered', sub('M', 'i')))],
    symbols: [{ symbol: sub('M', 'i'), meaning: 'market cap of token i' }],
    gaps: 'Unknown where nothing is covered.',
    source: 'Rule of this product',
  },
  {
    ...label.priceAge,
    definition:
      "By the token's own time stamp, not by when we asked. Recorded data stands still: its ages are counted to the moment of recording.",
    formula: ['A', '=', sub('t', 'made'), '−', sub('t', 'updated')],
    symbols: [
      { symbol: sub('t', 'made'), meaning: 'when the figures were made' },
      { symbol: sub('t', 'updated'), meaning: "time stamp of the token's price" },
    ],
    gaps: 'A token without a price has no age.',
    source: 'CoinGecko API, /coins/markets, last_updated',
  },
  {
    ...label.tokenState,
    definition:
      'Missing: there never was an accepted price. Stale: the price is older than 15 minutes or five refresh periods, whichever is more, or the token was absent from the newest answer. Quarantined: its newest row is not believed, the last accepted one stands and counts in no return. Fresh: everything else.',
    formula: ['stale', '=', ['A', '>', 'max', fenced(['15 min', ',', '5', 'p'])], 'or absent'],
    symbols: [
      { symbol: 'A', meaning: 'age of the price' },
      { symbol: 'p', meaning: 'refresh period in force' },
    ],
    gaps: 'The state is itself the answer to missing data.',
    source: 'Rule of this product',
  },
  {
    ...label.boardStatus,
    definition:
      'Live up to two refresh periods, delayed up to 15 minutes or three periods, stale up to 24 hours, offline beyond. Recorded: bundled data, never mixed with live numbers.',
    formula: ['live', '=', ['A', '≤', '2', 'p']],
    symbols: [
      { symbol: 'A', meaning: 'age of the last accepted answer' },
      { symbol: 'p', meaning: 'refresh period in force' },
    ],
    gaps: 'An answer that lacks more than half of the known tokens is refused and makes nothing fresh.',
    source: 'Rule of this product',
  },
  {
    ...label.selfCheck,
    definition:
      'Price times supply within 2 % of the market cap; the reported 24 h change within 1.5 points of the 7-day line; price within 0.1 % of its 24 h range; turnover of at least 1 % a day; no three equal closes in a row; a market cap at all. A finding marks a token, it does not remove it.',
    formula: [bars(['P', '×', 'Q', '−', 'M']), '≤', '0.02', '×', 'M'],
    symbols: [
      { symbol: 'P', meaning: 'price' },
      { symbol: 'Q', meaning: 'circulating supply' },
      { symbol: 'M', meaning: 'market cap' },
    ],
    gaps: 'A check whose inputs are unknown finds nothing.',
    source: 'Rules of this product; compare CF Benchmarks on potentially erroneous data',
  },
  {
    ...label.suspectClose,
    definition:
      'The return is above 40 % in size and above eight robust deviations of the 60 before it, at least 80 % of it is taken back within two days, and no other token of the layer moved by more than 20 % that day. It then counts as missing in every statistic and is listed, never deleted or smoothed. Level shifts that stay are not found.',
    formula: [bars(sub('r', 't')), '>', 'max', fenced(['0.4', ',', '8', '×', '1.4826', '×', 'MAD'])],
    symbols: [
      { symbol: sub('r', 't'), meaning: 'log return of day t' },
      { symbol: 'MAD', meaning: 'median absolute deviation of the 60 returns before it' },
    ],
    gaps: 'Nothing is said before 48 of the 60 returns are known, nor about a move that may still come back.',
    source: 'Hampel identifier: Pearson et al., EURASIP Journal on Advances in Signal Processing, 2016',
  },
]
