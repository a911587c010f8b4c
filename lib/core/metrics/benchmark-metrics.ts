import { fenced, frac, mean, sqrt, sub, sum, sup } from '#lib/core/metrics/formula'
import * as label from '#lib/core/metrics/labels/benchmark-labels'
import type { Metric } from '#lib/core/metrics/metric'

const A = [sub('a', 't'), '−', mean('a')] as const
const B = [sub('b', 't'), '−', mean('b')] as const
const ASSET = { symbol: sub('a', 't'), meaning: 'simple daily return of the token' } as const
const BENCHMARK = {
  symbol: sub('b', 't'),
  meaning: 'simple daily return of the benchmark on the same day',
} as const
const COMMON_DAYS =
  'Only days on which both returns are known count, all from closes at 00:00 UTC. Unknown below 60 of them; n is printed with it.'

/** A token against Bitcoin, Ethereum, the sector or the rest of its layer. */
export const BENCHMARK_METRICS: readonly Metric[] = [
  {
    ...label.beta,
    definition:
      "The slope of an ordinary least-squares line of the token's daily returns on those of the benchmark: Bitcoin, Ethereum, or the sector index. Its standard error is printed with it.",
    formula: ['β', '=', frac(sum('t', [fenced(A), fenced(B)]), sum('t', sup(fenced(B), '2')))],
    symbols: [ASSET, BENCHMARK],
    gaps: `${COMMON_DAYS} A benchmark that does not move has no beta.`,
    source: 'Sharpe, Journal of Finance 19(3), 1964; Greene, Econometric Analysis, ch. 3–4',
  },
  {
    ...label.layerBeta,
    definition:
      "Beta on the layer's index without the token itself. A large token would otherwise be compared with itself and look like its benchmark.",
    formula: [sub('b', 't'), '=', frac([sub('R', 't'), '−', 'w', sub('a', 't')], ['1', '−', 'w'])],
    symbols: [
      { symbol: sub('R', 't'), meaning: "return of the layer's index on day t" },
      { symbol: 'w', meaning: "the token's weight in it at the start of that day" },
      ASSET,
      { symbol: sub('b', 't'), meaning: 'return of the rest of the layer, the benchmark' },
    ],
    gaps: `${COMMON_DAYS} A token that is its whole layer has none.`,
    source: 'The weighted mean of the other constituents, solved from the index; beta as above',
  },
  {
    ...label.alpha,
    definition:
      "The intercept of the same line: the mean daily return left after taking off beta times the benchmark's. It is not annualised.",
    formula: ['α', '=', mean('a'), '−', 'β', mean('b')],
    symbols: [
      { symbol: mean('a'), meaning: 'mean daily return of the token' },
      { symbol: mean('b'), meaning: 'mean daily return of the benchmark' },
      { symbol: 'β', meaning: "the token's beta" },
    ],
    gaps: COMMON_DAYS,
    source: 'Jensen, Journal of Finance 23(2), 1968, with a risk-free rate of 0',
  },
  {
    ...label.trackingError,
    definition:
      'The sample standard deviation of the daily return differences, times the square root of 365.',
    formula: [
      'TE',
      '=',
      sqrt(frac(sum('t', sup(fenced([sub('d', 't'), '−', mean('d')]), '2')), ['n', '−', '1'])),
      '×',
      sqrt('365'),
    ],
    symbols: [
      {
        symbol: [sub('d', 't'), '=', sub('a', 't'), '−', sub('b', 't')],
        meaning: 'return of the token less that of the benchmark',
      },
    ],
    gaps: COMMON_DAYS,
    source: 'Bacon, Practical Portfolio Performance Measurement and Attribution, 2nd ed. 2008, ch. 4',
  },
  {
    ...label.correlation,
    definition:
      "Pearson's correlation of simple daily returns, with a 95 % interval by Fisher's transformation: a correlation of 0 over 90 days reads anywhere between −0.21 and 0.21. A matrix shows each pair on its own common days, ordered by average-linkage clustering on 1 − ρ so that what moves together stands side by side.",
    formula: [
      [
        'ρ',
        '=',
        frac(sum('t', [fenced(A), fenced(B)]), [
          sqrt(sum('t', sup(fenced(A), '2'))),
          sqrt(sum('t', sup(fenced(B), '2'))),
        ]),
      ],
      ',',
      ['tanh', fenced(['artanh', 'ρ', '±', frac('1.96', sqrt(['n', '−', '3']))])],
    ],
    symbols: [
      ASSET,
      { symbol: sub('b', 't'), meaning: 'simple daily return of the other series' },
      { symbol: 'n', meaning: 'common days' },
    ],
    gaps: `${COMMON_DAYS} What takes the matrix as a whole uses days that all of its series have.`,
    source: "Fisher, Metron 1, 1921; R's cor and cor.test",
  },
]
