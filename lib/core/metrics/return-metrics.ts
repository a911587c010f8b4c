import { fenced, frac, sqrt, sub, sum } from '#lib/core/metrics/formula'
import * as label from '#lib/core/metrics/labels/return-labels'
import type { Metric } from '#lib/core/metrics/metric'

const COINGECKO_MARKETS = 'CoinGecko API, /coins/markets'

/** What a price did, of one token and of a layer. */
export const RETURN_METRICS: readonly Metric[] = [
  {
    ...label.price,
    definition:
      "CoinGecko's volume-weighted price over the venues it tracks, taken over only after the answer that held it was read and its bounds were checked.",
    formula: sub('P', 'now'),
    symbols: [{ symbol: sub('P', 'now'), meaning: 'price in the newest accepted answer' }],
    gaps: 'A token the newest answer leaves out keeps its last price, marked as stale, and takes part in no figure. A token that never had an accepted price shows a dash.',
    source: `${COINGECKO_MARKETS}, current_price`,
  },
  {
    ...label.dailyClose,
    definition:
      "The first valid price on or after 00:00 UTC of a date; it closes the day before. The running price of today is never a close: one partial day in place of a full one can more than halve a week's volatility.",
    formula: [sub('C', 'D'), '=', sub('P', 'first of D')],
    symbols: [
      { symbol: sub('C', 'D'), meaning: 'close stamped with the date D' },
      { symbol: sub('P', 'first of D'), meaning: 'earliest valid price of the UTC date D' },
    ],
    gaps: 'A price that is zero, negative or no number is missing, and so is a day without a point. Missing days stay missing: nothing is filled in or drawn through. A suspect close counts as missing. Closes before a redenomination are counted in the new unit, by a dated list of such events.',
    source: 'CoinGecko API, /coins/{id}/market_chart; the cut at midnight UTC is that of most crypto indices',
  },
  {
    ...label.priceReturn,
    definition:
      'A simple return in the board\'s currency over a rolling window, so 24h is not "since midnight". Windows the upstream reports are its own figures, unless stored history with 95 % of the window known contradicts them by more than 5 points; 90d, and others it leaves out, come from stored history.',
    formula: ['R', '=', frac(sub('P', 'now'), sub('P', 'base')), '−', '1'],
    symbols: [
      { symbol: sub('P', 'now'), meaning: 'last price' },
      { symbol: sub('P', 'base'), meaning: 'last price at or before the start of the window' },
    ],
    gaps: 'The base may be older than the start by 15 min for 1h, 2 h for 24h, 12 h for 7d and 14d, 1 day for 30d and 90d, 2 days for 200d and 1y. Otherwise the return is unknown: never a return since listing under a longer name.',
    source: 'Bacon, Practical Portfolio Performance Measurement and Attribution, 2nd ed. 2008, ch. 2',
    caveat: "The 90d return is in USD whatever the board's currency.",
  },
  {
    ...label.momentum,
    definition:
      'A return counted in daily closes, so that it stands still between one midnight and the next.',
    formula: [sub('M', 'n'), '=', frac(sub('C', 'T'), sub('C', ['T', '−', 'n'])), '−', '1'],
    symbols: [
      { symbol: sub('C', 'T'), meaning: 'newest daily close' },
      { symbol: 'n', meaning: 'days back: 7, 30 or 90' },
    ],
    gaps: 'Both closes must be known. A history shorter than n days has no momentum over n days.',
    source: "Jegadeesh & Titman, Journal of Finance 48(1), 1993; rate of change in R's TTR",
  },
  {
    ...label.layerReturn,
    definition:
      "A basket is bought at the start of the window with that moment's weights and held; supply is constant, so new coins are no performance. Weights at the end instead of the start would overstate every return.",
    formula: [
      ['R', '=', sum('i', [sub('w', 'i'), sub('r', 'i')])],
      ',',
      [sub('m', 'i'), '=', frac(sub('M', 'i'), ['1', '+', sub('r', 'i')])],
    ],
    symbols: [
      { symbol: sub('r', 'i'), meaning: 'price return of token i over the window' },
      { symbol: sub('M', 'i'), meaning: 'its market cap now' },
      { symbol: sub('m', 'i'), meaning: 'its market cap at the start of the window, at constant supply' },
      { symbol: sub('w', 'i'), meaning: 'its weight, made from the start caps by the chosen weighting' },
    ],
    gaps: "A token without a known return or market cap takes no part. Below 90 % of the layer's market cap the figure is marked provisional, below 60 % it is unknown. A token in two layers counts in full in each.",
    source:
      'Laspeyres price index at constant quantities; S&P Dow Jones Indices, Index Mathematics Methodology',
  },
  {
    ...label.layerWeight,
    definition:
      'Capped, the headline: by market cap, no token above 30 %, what is cut spread over the others in proportion until none is above. Also by market cap alone, by its square root, and equal. With three tokens or fewer capped weights are equal.',
    formula: [
      ['capped', sub('w', 'i'), '=', 'min', fenced(['0.3', ',', 'c', sub('m', 'i')])],
      ';',
      ['cap', sub('w', 'i'), '=', frac(sub('m', 'i'), sum('j', sub('m', 'j')))],
      ';',
      ['sqrt', sub('w', 'i'), '=', frac(sqrt(sub('m', 'i')), sum('j', sqrt(sub('m', 'j'))))],
      ';',
      ['equal', sub('w', 'i'), '=', frac('1', 'n')],
    ],
    symbols: [
      { symbol: sub('m', 'i'), meaning: 'market cap of token i at the start of the window' },
      { symbol: 'c', meaning: 'the one number that makes all capped weights add up to 1' },
      { symbol: 'n', meaning: 'number of covered tokens' },
    ],
    gaps: 'Tokens without a known return or market cap have no weight; the others share 100 %.',
    source:
      'Bloomberg Galaxy Crypto Index methodology (cap); FTSE Grayscale Crypto Sectors (square root); S&P Dow Jones Indices, Index Mathematics Methodology',
  },
  {
    ...label.medianReturn,
    definition:
      "Half of the layer's tokens did better, half did worse. It stands beside the four weightings as the typical token, not as a fifth one: nobody can hold a median.",
    formula: ['R', '=', 'median', fenced([sub('r', '1'), ',', '…', ',', sub('r', 'n')])],
    symbols: [{ symbol: sub('r', 'i'), meaning: 'price return of token i over 24 h' }],
    gaps: 'Of the covered tokens only. With an even number of them it is the mean of the middle two.',
    source: 'Hyndman & Fan, The American Statistician 50(4), 1996',
  },
  {
    ...label.contribution,
    definition:
      "Weight at the start times return. The contributions of all covered tokens, added in the order they are printed, give the layer's return to the last digit.",
    formula: [[sub('c', 'i'), '=', sub('w', 'i'), sub('r', 'i')], ',', [sum('i', sub('c', 'i')), '=', 'R']],
    symbols: [
      { symbol: sub('w', 'i'), meaning: 'weight of token i at the start of the window' },
      { symbol: sub('r', 'i'), meaning: 'its price return' },
      { symbol: 'R', meaning: 'return of the layer' },
    ],
    gaps: "Exists where the layer's return does. A token outside the basket has none, not zero.",
    source: 'Bacon, Practical Portfolio Performance Measurement and Attribution, 2nd ed. 2008, ch. 8',
  },
  {
    ...label.weekLine,
    definition:
      "The upstream's own hourly line where it gives one, else the last seven closes and the price. Every line fills its height, so two lines compare in shape and not in size. A layer's line is that of its basket.",
    formula: [
      sub('y', 't'),
      '=',
      frac([sub('P', 't'), '−', sub('P', 'min')], [sub('P', 'max'), '−', sub('P', 'min')]),
    ],
    symbols: [
      { symbol: sub('P', 't'), meaning: 'price or basket value at time t' },
      { symbol: sub('y', 't'), meaning: 'height of the line, 0 to 1' },
    ],
    gaps: 'The line breaks where nothing is known. No statistic is computed from it.',
    source: `${COINGECKO_MARKETS}, sparkline_in_7d`,
  },
  {
    ...label.rebasedLine,
    definition:
      'Weights and base prices are those of the printed return, so the line starts at 100 and ends at the printed return exactly.',
    formula: [
      sub('V', 't'),
      '=',
      '100',
      frac(
        sum('i', [sub('w', 'i'), frac(sub('P', ['i', ',', 't']), sub('P', ['i', ',', '0']))]),
        sum('i', sub('w', 'i')),
      ),
    ],
    symbols: [
      { symbol: sub('w', 'i'), meaning: 'weight of token i at the start of the range' },
      { symbol: sub('P', ['i', ',', 't']), meaning: 'its price at time t; 0 is the start' },
    ],
    gaps: "At each time only tokens with a price count; where they hold less than 60 % of the weight the line breaks. Until hourly history has arrived the upstream's untimed 7-day line stands in and is marked provisional.",
    source: 'Laspeyres price index at constant quantities',
  },
]
