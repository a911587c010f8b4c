import { bars, fenced, frac, mean, sqrt, sub, sum, sup } from '#lib/core/metrics/formula'
import * as label from '#lib/core/metrics/labels/risk-labels'
import type { Metric } from '#lib/core/metrics/metric'

const RETURN = { symbol: sub('r', 't'), meaning: 'simple daily return, close to close' } as const
const NEEDS_80_PERCENT =
  "Returns that touch a missing close do not count; 80 % of the window's must exist (72 of 90, 292 of 365), else it is unknown."
const NEEDS_60 = 'Returns that touch a missing close do not count. Unknown below 60; n is printed with it.'

/** Risk and performance of one series of closes. Losses are negative numbers everywhere. */
export const RISK_METRICS: readonly Metric[] = [
  {
    ...label.maximumDrawdown,
    definition:
      'The lowest close as a share of the highest close before it, minus 1. The first close counts as a high, so a fall on the first day is not lost.',
    formula: [
      'MDD',
      '=',
      sub('min', 't'),
      fenced([frac(sub('C', 't'), [sub('max', ['s', '≤', 't']), sub('C', 's')]), '−', '1']),
    ],
    symbols: [{ symbol: sub('C', 't'), meaning: 'daily close of day t' }],
    gaps: "Missing closes are passed over; 80 % of a window's must exist. A price that never fell has 0 and no dates.",
    source: 'Bacon, Practical Portfolio Performance Measurement and Attribution, 2nd ed. 2008, ch. 4',
    caveat: 'Closes at midnight UTC do not see the lowest price of a day.',
  },
  {
    ...label.valueAtRisk,
    definition:
      "The 5 % quantile (type 7) of the token's own daily returns: the historical method, without any distribution assumed.",
    formula: [
      sub('VaR', '95'),
      '=',
      sub('quantile', '0.05'),
      fenced([sub('r', '1'), ',', '…', ',', sub('r', 'n')]),
    ],
    symbols: [RETURN],
    gaps: NEEDS_60,
    source: 'Jorion, Value at Risk, 3rd ed. 2006; Hyndman & Fan, The American Statistician 50(4), 1996',
  },
  {
    ...label.expectedShortfall,
    definition: 'What a day beyond the value at risk costs on average.',
    formula: [
      sub('ES', '95'),
      '=',
      frac('1', 'k'),
      sum([sub('r', 't'), '≤', sub('VaR', '95')], sub('r', 't')),
    ],
    symbols: [RETURN, { symbol: 'k', meaning: 'number of returns at or below the value at risk' }],
    gaps: NEEDS_60,
    source: 'Acerbi & Tasche, Journal of Banking & Finance 26(7), 2002',
    caveat: 'With 60 returns it is the mean of three days.',
  },
  {
    ...label.sharpeRatio,
    definition:
      'Mean over standard deviation of the daily returns, times the square root of 365. The risk-free rate is 0.',
    formula: ['S', '=', frac(mean('r'), sub('s', 'r')), '×', sqrt('365')],
    symbols: [
      { symbol: mean('r'), meaning: 'mean simple daily return' },
      { symbol: sub('s', 'r'), meaning: 'their sample standard deviation, n − 1' },
    ],
    gaps: `${NEEDS_80_PERCENT} A price that does not move has none.`,
    source: 'Sharpe, Journal of Portfolio Management 21(1), 1994, 49–58',
    caveat:
      'Its standard error, sqrt(365 / n) for a ratio near 0 (Lo 2002), is about 1 over one year, 2 over 90 days and 3.5 over 30: it does not rank tokens.',
  },
  {
    ...label.sortinoRatio,
    definition:
      'Like Sharpe, but only returns below 0 count as risk. The downside deviation divides by all returns, not by the losing ones alone, which would flatter by the number of gains.',
    formula: [
      ['S', '=', frac(mean('r'), sub('s', 'd')), '×', sqrt('365')],
      ',',
      [
        sub('s', 'd'),
        '=',
        sqrt([frac('1', 'n'), sum('t', sup(['min', fenced([sub('r', 't'), ',', '0'])], '2'))]),
      ],
    ],
    symbols: [
      RETURN,
      { symbol: sub('s', 'd'), meaning: 'downside deviation from a minimum acceptable return of 0' },
    ],
    gaps: `${NEEDS_80_PERCENT} Without a loss it is unknown, not infinite.`,
    source: 'Sortino & Price, Journal of Investing 3(3), 1994, 59–64',
  },
  {
    ...label.calmarRatio,
    definition: "Compound growth over one year divided by the size of that year's maximum drawdown.",
    formula: [
      frac([sup(fenced(frac(sub('C', 'T'), sub('C', '0'))), frac('365', 'd')), '−', '1'], bars('MDD')),
    ],
    symbols: [
      { symbol: [sub('C', '0'), ',', sub('C', 'T')], meaning: 'first and last close of the window' },
      { symbol: 'd', meaning: 'days between them' },
      { symbol: 'MDD', meaning: 'maximum drawdown of the window' },
    ],
    gaps: 'Unknown below 292 of 365 days: nothing shorter is blown up to a year. Unknown where the price never fell.',
    source: 'Young, Futures 20, 1991',
  },
  {
    ...label.skewness,
    definition: 'The bias-adjusted third moment ratio. Negative: large losses are the longer tail.',
    formula: [
      sub('G', '1'),
      '=',
      frac(sqrt(['n', fenced(['n', '−', '1'])]), ['n', '−', '2']),
      frac(sub('m', '3'), sup(sub('m', '2'), frac('3', '2'))),
    ],
    symbols: [
      { symbol: sub('m', 'k'), meaning: 'mean of the k-th powers of the deviations from the mean' },
      RETURN,
    ],
    gaps: NEEDS_60,
    source: 'Joanes & Gill, The Statistician 47(1), 1998, type 2; scipy with bias=False, Excel SKEW',
  },
  {
    ...label.excessKurtosis,
    definition:
      'The bias-adjusted fourth moment ratio, less 3. 0 is a normal distribution; large values mean that a few days made most of the variance.',
    formula: [
      [
        sub('G', '2'),
        '=',
        frac(['n', '−', '1'], [fenced(['n', '−', '2']), fenced(['n', '−', '3'])]),
        fenced([fenced(['n', '+', '1']), sub('g', '2'), '+', '6']),
      ],
      ',',
      [sub('g', '2'), '=', frac(sub('m', '4'), sup(sub('m', '2'), '2')), '−', '3'],
    ],
    symbols: [
      { symbol: sub('m', 'k'), meaning: 'mean of the k-th powers of the deviations from the mean' },
      RETURN,
    ],
    gaps: NEEDS_60,
    source: 'Joanes & Gill, The Statistician 47(1), 1998, type 2; scipy with bias=False, Excel KURT',
  },
]
