import { fenced, frac, mean, sqrt, sub, sum, sup } from '#lib/core/metrics/formula'
import * as label from '#lib/core/metrics/labels/volatility-labels'
import type { Metric } from '#lib/core/metrics/metric'

const SPREAD = sum('t', sup(fenced([sub('r', 't'), '−', mean('r')]), '2'))
const ROOT_OF_YEAR = sqrt('365')

/** How much a price swings, and how sure that is. */
export const VOLATILITY_METRICS: readonly Metric[] = [
  {
    ...label.volatility,
    definition:
      'The sample standard deviation of daily log returns, close to close, times the square root of 365, for crypto trades every day. With 252 days the figure would be 17 % too low. A window of n days has n returns and needs n + 1 closes.',
    formula: ['σ', '=', sqrt(frac(SPREAD, ['n', '−', '1'])), '×', ROOT_OF_YEAR],
    symbols: [
      {
        symbol: [sub('r', 't'), '=', 'ln', fenced([sub('C', 't'), '/', sub('C', ['t', '−', '1'])])],
        meaning: 'log return of day t from the daily closes C',
      },
      { symbol: mean('r'), meaning: 'mean of the returns' },
      { symbol: 'n', meaning: 'number of returns' },
    ],
    gaps: "A return exists only between two neighbouring days with a close; a move across a gap counts for no day. At least 80 % of the window's returns must exist (6 of 7, 24 of 30, 72 of 90, 144 of 180, 292 of 365), else the figure is unknown. n is printed with it.",
    source:
      'Hull, Options, Futures, and Other Derivatives, ch. 15; R\'s TTR, volatility(calc = "close") with n + 1 prices',
    caveat:
      'A 30-day figure of an AI token is known to about ±21 % of itself: read it with its band. Always from USD closes.',
  },
  {
    ...label.hourlyVolatility,
    definition:
      'The same formula on hourly log returns, times the square root of 8,760. It reacts within days, and differs from the daily figure where hours are not independent of each other.',
    formula: ['σ', '=', sqrt(frac(SPREAD, ['n', '−', '1'])), '×', sqrt('8,760')],
    symbols: [
      { symbol: sub('r', 't'), meaning: 'log return of hour t, from the first price of each UTC hour' },
      { symbol: 'n', meaning: 'number of hourly returns' },
    ],
    gaps: 'Hours without a price stay missing and the running hour does not count. 135 of the 168 returns must exist.',
    source: 'Andersen & Bollerslev, International Economic Review 39(4), 1998',
  },
  {
    ...label.ewmaVolatility,
    definition:
      "Each day's squared return enters with 6 % and everything before it keeps 94 %. It includes the newest return, so it is the forecast for the next day. It starts from the mean of the first 30 squared returns.",
    formula: [
      [
        sup(sub('s', 't'), '2'),
        '=',
        'λ',
        sup(sub('s', ['t', '−', '1']), '2'),
        '+',
        fenced(['1', '−', 'λ']),
        sup(sub('r', 't'), '2'),
      ],
      ',',
      ['σ', '=', sub('s', 'T'), '×', ROOT_OF_YEAR],
    ],
    symbols: [
      { symbol: ['λ', '=', '0.94'], meaning: 'decay for daily data' },
      { symbol: sub('r', 't'), meaning: 'daily log return; no mean is taken off' },
    ],
    gaps: 'Returns that touch a missing day are left out and the next known one follows. Unknown below 60 returns; after 60 the start still weighs 2.4 %.',
    source: 'J.P. Morgan/Reuters, RiskMetrics Technical Document, 4th ed. 1996, ch. 5',
  },
  {
    ...label.rangeVolatility,
    definition:
      'Highs and lows say more about a day than its close. This estimator needs no assumption about the drift. It is a second opinion, computed only where four-hour candles are at hand, and never joined with close-to-close figures in one line or ranking.',
    formula: [
      'σ',
      '=',
      sqrt([
        frac('1', 'n'),
        sum('t', [
          'ln',
          fenced(frac('H', 'C')),
          'ln',
          fenced(frac('H', 'O')),
          '+',
          'ln',
          fenced(frac('L', 'C')),
          'ln',
          fenced(frac('L', 'O')),
        ]),
      ]),
      '×',
      sqrt('2,190'),
    ],
    symbols: [
      { symbol: ['O', ',', 'H', ',', 'L', ',', 'C'], meaning: 'open, high, low and close of candle t' },
      { symbol: 'n', meaning: 'number of four-hour candles: 180' },
    ],
    gaps: 'Every candle of the window must be known, with open and close between low and high.',
    source: 'Rogers & Satchell, Annals of Applied Probability 1(4), 1991, 504–512',
    caveat: 'Sampled highs and lows bias it down, single wicks bias it up.',
  },
  {
    ...label.volatilityBand,
    definition:
      "The standard error of the volatility, with the kurtosis of the series' own returns where 60 are known, never less than that of a normal distribution: fat tails widen the band, thin ones do not narrow it. The band is the volatility plus and minus 1.96 of them. Two tokens whose bands overlap are not ranked apart; a bracket joins neighbours of which every pair overlaps.",
    formula: [
      [sub('SE', 'σ'), '=', 'σ', sqrt(frac(['κ', '−', '1'], ['4', 'n']))],
      ',',
      ['σ', '±', '1.96', '×', sub('SE', 'σ')],
    ],
    symbols: [
      { symbol: 'σ', meaning: 'the volatility' },
      {
        symbol: 'n',
        meaning:
          'returns behind it; of EWMA the equally weighted returns that would know as much, at most 32',
      },
      {
        symbol: 'κ',
        meaning:
          'kurtosis of the daily log returns of up to a year, at least 3, that of a normal distribution',
      },
    ],
    gaps: 'Unknown where the volatility is. The lower end is never below 0.',
    source: 'Kendall & Stuart, The Advanced Theory of Statistics, vol. 1, ch. 10',
  },
  {
    ...label.volatilityPercentile,
    definition:
      "The share of the token's own earlier daily values of 30-day volatility that lie below today's, ties counted half. Today is not part of its own past.",
    formula: ['p', '=', frac([sub('n', 'below'), '+', frac('1', '2'), sub('n', 'equal')], 'n')],
    symbols: [
      { symbol: sub('n', 'below'), meaning: "past values below today's" },
      { symbol: sub('n', 'equal'), meaning: 'past values equal to it' },
      { symbol: 'n', meaning: 'known past values, at most 365' },
    ],
    gaps: 'Unknown with fewer than 60 known past values.',
    source: 'scipy.stats.percentileofscore, kind "mean"; IV percentile in options trading',
  },
  {
    ...label.volatilityRank,
    definition:
      "Where today's value stands between the lowest (0) and the highest (1) of the same past. One spike keeps it low for a whole year, which is why the percentile is shown first.",
    formula: ['k', '=', frac(['σ', '−', sub('σ', 'min')], [sub('σ', 'max'), '−', sub('σ', 'min')])],
    symbols: [{ symbol: [sub('σ', 'min'), ',', sub('σ', 'max')], meaning: 'lowest and highest past value' }],
    gaps: 'Unknown with fewer than 60 known past values. A value outside the past range counts as 0 or 1.',
    source: 'IV rank as used in options trading',
  },
  {
    ...label.volatilityCone,
    definition:
      "For each horizon h the lowest, the 10th, 25th, 50th, 75th and 90th percentile and the highest of the rolling volatility over h days, beside today's. Windows overlap, so their number says little: T/h of them share no return, and that number is printed.",
    formula: [
      sub('Q', ['h', ',', 'p']),
      '=',
      sub('quantile', 'p'),
      fenced([sub('σ', ['h', ',', 't']), ',', 't', '∈', 'last 365 days']),
    ],
    symbols: [
      { symbol: sub('σ', ['h', ',', 't']), meaning: 'volatility of the h returns up to day t' },
      { symbol: 'p', meaning: 'share of values at or below; quantile type 7' },
    ],
    gaps: 'A horizon is left out unless it fits twice into the closes of the last year.',
    source:
      'Burghardt & Lane, Journal of Portfolio Management 16(2), 1990; Hodges & Tompkins, Journal of Derivatives 10(1), 2002',
  },
  {
    ...label.volatilityOfVolatility,
    definition: 'The sample standard deviation of the daily values of 30-day volatility over half a year.',
    formula: [
      'v',
      '=',
      sqrt(frac(sum('t', sup(fenced([sub('σ', 't'), '−', mean('σ')]), '2')), ['n', '−', '1'])),
    ],
    symbols: [{ symbol: sub('σ', 't'), meaning: '30-day volatility on day t' }],
    gaps: 'At least 144 of the 180 values must be known.',
    source: 'Compare Cboe, VVIX Index methodology, which takes changes where this takes levels',
  },
  {
    ...label.layerVolatility,
    definition:
      "Token moves partly cancel, so the volatility of the index is lower than the average of the tokens' volatilities. Only the former is the risk of holding the layer.",
    formula: ['σ', '=', sqrt(frac(SPREAD, ['n', '−', '1'])), '×', ROOT_OF_YEAR],
    symbols: [
      {
        symbol: [sub('r', 't'), '=', 'ln', fenced([sub('L', 't'), '/', sub('L', ['t', '−', '1'])])],
        meaning: 'log return of the layer index L on day t',
      },
    ],
    gaps: 'As for a token; without three eligible tokens there is no index. Marked provisional where the index holds less than 90 % of the expected market cap of the layer, unknown below 60 %.',
    source: 'Markowitz, Journal of Finance 7(1), 1952',
    caveat: "Computed with today's members, also for days before the board began to record.",
  },
]
