/** One seeded mistake: `find` occurs once in `file` and becomes `replace`; `tests` must then turn red. */
export interface Mutant {
  name: string
  file: string
  find: string
  replace: string
  tests: string
}

const ANALYTICS = 'lib/core/analytics'
const TESTS = 'tests/core/analytics'

/** The mistakes of the field, each seen in a published dashboard or library. */
export const ANALYTICS_MUTANTS: readonly Mutant[] = [
  {
    name: 'n instead of n − 1',
    file: `${ANALYTICS}/sample-standard-deviation.ts`,
    find: '/ (n - 1)',
    replace: '/ n',
    tests: `${TESTS}/sample-standard-deviation.test.ts tests/vectors`,
  },
  {
    name: '252 days a year',
    file: `${ANALYTICS}/close-to-close-volatility.ts`,
    find: 'DAYS_PER_YEAR = 365',
    replace: 'DAYS_PER_YEAR = 252',
    tests: `${TESTS}/close-to-close-volatility.test.ts ${TESTS}/board`,
  },
  {
    name: 'weights at the end of the window',
    file: `${ANALYTICS}/basket-return.ts`,
    find: 'token.marketCap / (1 + token.return)',
    replace: 'token.marketCap',
    tests: `${TESTS}/basket-return.test.ts`,
  },
  {
    name: 'an unknown return counts as 0',
    file: `${ANALYTICS}/board/layer-basket.ts`,
    find: 'takesPart ? token.returns[window] : null',
    replace: 'takesPart ? Number(token.returns[window]) : null',
    tests: `${TESTS}/board`,
  },
  {
    name: 'live point kept in daily closes',
    file: `${ANALYTICS}/daily-closes.ts`,
    find: 'earliestPoints(points, today, DAY_MS)',
    replace: 'earliestPoints(points, now, DAY_MS)',
    tests: `${TESTS}/daily-closes.test.ts ${TESTS}/board`,
  },
  {
    name: 'a gap is bridged',
    file: `${ANALYTICS}/log-returns.ts`,
    find: 'isValidPrice(before) && isValidPrice(after)',
    replace: 'isValidPrice(after)',
    tests: `${TESTS}/log-returns.test.ts tests/vectors`,
  },
  {
    name: 'population kurtosis as the headline',
    file: `${ANALYTICS}/sample-moments.ts`,
    find: '((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * g2 + 6)',
    replace: 'g2',
    tests: `${TESTS}/sample-moments.test.ts`,
  },
  {
    name: 'ties count in full',
    file: `${ANALYTICS}/volatility-percentile.ts`,
    find: 'mean: 0.5',
    replace: 'mean: 1',
    tests: `${TESTS}/volatility-percentile.test.ts`,
  },
  {
    name: 'an index of one token',
    file: `${ANALYTICS}/layer-index.ts`,
    find: 'MINIMUM_CONSTITUENTS = 3',
    replace: 'MINIMUM_CONSTITUENTS = 1',
    tests: `${TESTS}/layer-index.test.ts`,
  },
  {
    name: 'a newcomer enters with its rally',
    file: `${ANALYTICS}/index-eligibility.ts`,
    find: 'MINIMUM_CLOSES = 30',
    replace: 'MINIMUM_CLOSES = 1',
    tests: `${TESTS}/layer-index.test.ts`,
  },
  {
    name: 'a return since listing under a longer name',
    file: 'lib/core/market/window.ts',
    find: "'30d': DAY_MS,\n  '90d': DAY_MS,",
    replace: "'30d': DAY_MS,\n  '90d': 900 * DAY_MS,",
    tests: 'tests/core/market/window.test.ts',
  },
  {
    name: 'figures published on any coverage',
    file: `${ANALYTICS}/coverage.ts`,
    find: 'MINIMUM_COVERAGE = 0.6',
    replace: 'MINIMUM_COVERAGE = 0',
    tests: `${TESTS}/small-figures.test.ts ${TESTS}/board`,
  },
  {
    name: 'sizes add a two-layer token twice',
    file: `${ANALYTICS}/board/additive-figures.ts`,
    find: 'return membershipShares(project)[at] ?? 1',
    replace: 'return at < 0 ? 0 : 1',
    tests: `${TESTS}/board`,
  },
  {
    name: 'an absent token is still in the figures',
    file: `${ANALYTICS}/board/layer-basket.ts`,
    find: '!token.absent && ',
    replace: '',
    tests: `${TESTS}/board`,
  },
  {
    name: 'a chart in the wrong currency',
    file: `${ANALYTICS}/board/usd-input.ts`,
    find: 'if (input.usdQuotes === null) return null',
    replace: 'if (input.usdQuotes === null) return input',
    tests: `${TESTS}/board`,
  },
  {
    name: 'bad ticks stay in statistics',
    file: `${ANALYTICS}/cleaned-closes.ts`,
    find: '(suspects.has(slot) ? null : price)',
    replace: 'price',
    tests: `${TESTS}/cleaned-closes.test.ts`,
  },
  {
    name: 'Yang–Zhang with the copied constant',
    file: `${ANALYTICS}/range-volatility.ts`,
    find: '0.34 / (1.34 + (window',
    replace: '0.34 / (1 + (window',
    tests: `${TESTS}/range-volatility.test.ts tests/vectors`,
  },
  {
    name: 'shortfall averaged over losing periods only',
    file: `${ANALYTICS}/downside-deviation.ts`,
    find: 'Math.sqrt(squares / n)',
    replace: 'Math.sqrt(squares / Math.max(1, known.filter((value) => value < 0).length))',
    tests: `${TESTS}/downside-deviation.test.ts tests/vectors`,
  },
  {
    name: 'Infinity where nothing is known',
    file: `${ANALYTICS}/statistic.ts`,
    find: 'return Number.isFinite(value) ? { value, n, reason: null }',
    replace: 'return !Number.isNaN(value) ? { value, n, reason: null }',
    tests: `${TESTS}`,
  },
  {
    name: 'drawdown without the first day',
    file: `${ANALYTICS}/maximum-drawdown.ts`,
    find: 'prices.filter(isValidPrice)',
    replace: 'prices.filter(isValidPrice).slice(1)',
    tests: `${TESTS}/maximum-drawdown.test.ts tests/vectors`,
  },
  {
    name: 'the spread of another window',
    file: `${ANALYTICS}/board/layer-spread.ts`,
    find: 'layerBasket(tokens, window, weighting)',
    replace: "layerBasket(tokens, '24h', weighting)",
    tests: `${TESTS}/board/layer-spread.test.ts`,
  },
  {
    name: 'a waterfall that ends beside the return',
    file: `${ANALYTICS}/board/layer-waterfall.ts`,
    find: 'to: totalContribution(shares)',
    replace: 'to: level + contribution',
    tests: `${TESTS}/board/layer-waterfall.test.ts`,
  },
  {
    name: 'lines rebased on different days',
    file: `${ANALYTICS}/board/layer-chart.ts`,
    find: 'const start = values[base] ?? null',
    replace: 'const start = values.find((value) => value !== null) ?? null',
    tests: `${TESTS}/board/layer-chart.test.ts`,
  },
]
