import { fenced, frac, mean, sqrt, sub, sum, sup } from '#lib/core/metrics/formula'
import * as label from '#lib/core/metrics/labels/layer-labels'
import * as riskLabel from '#lib/core/metrics/labels/layer-risk-labels'
import type { Metric } from '#lib/core/metrics/metric'

const COMMON_SAMPLE =
  'Only days on which every token the index holds has a return count; unknown below 60 of them.'
const WEIGHT = { symbol: sub('w', 'i'), meaning: "weight of token i in the layer's index now" } as const

/** A layer as a whole: its index, how it moves, who carries its risk. */
export const LAYER_METRICS: readonly Metric[] = [
  {
    ...label.layerIndex,
    definition:
      'Starts at 1,000 on the first day with three eligible tokens. Units are fixed between rebalances; weights are set anew on the 1st of each month at 00:00 UTC, capped at 30 %, and a rebalance never moves the level. Eligible: 30 daily closes, one within the last 3 days, and a known market cap.',
    formula: [
      [sub('L', 't'), '=', sum('i', [sub('u', 'i'), sub('C', ['i', ',', 't'])])],
      ',',
      [sub('u', 'i'), '=', frac([sub('w', 'i'), sub('L', 's')], sub('C', ['i', ',', 's']))],
    ],
    symbols: [
      { symbol: sub('C', ['i', ',', 't']), meaning: 'close of token i on day t in USD' },
      { symbol: sub('u', 'i'), meaning: 'units held since the last rebalance s' },
      { symbol: sub('w', 'i'), meaning: 'weight given at the rebalance' },
    ],
    gaps: 'A missing close is carried, so its return arrives later, and the token is named. After 7 days without a close it leaves at its last price: the loss stays in the index. With own closes for less than 60 % of the weight the level is unknown.',
    source:
      'S&P Dow Jones Indices, Index Mathematics Methodology; Trimborn & Härdle, Journal of Empirical Finance 49, 2018',
    caveat:
      "Today's members applied to the past: dead tokens are missing, so the past looks better than it was.",
  },
  {
    ...label.breadth,
    definition:
      "Plain counts over 24 h, every token alike. They show whether a move is the layer's or one token's.",
    formula: [sub('n', 'up'), '=', 'number of tokens with', sub('r', 'i'), '>', '0'],
    symbols: [{ symbol: sub('r', 'i'), meaning: 'price return of token i over 24 h' }],
    gaps: 'Tokens without a return are counted as unknown, never as unchanged.',
    source: 'Market breadth as exchanges publish it (advancers and decliners)',
  },
  {
    ...label.dispersion,
    definition:
      "The weighted standard deviation of the tokens' returns around the layer's, with weights at the start of the window. Near 0 the layer is one trade.",
    formula: ['D', '=', sqrt(sum('i', [sub('w', 'i'), sup(fenced([sub('r', 'i'), '−', 'R']), '2')]))],
    symbols: [
      { symbol: sub('w', 'i'), meaning: 'weight of token i at the start of the window' },
      { symbol: sub('r', 'i'), meaning: 'its return' },
      { symbol: 'R', meaning: 'return of the layer' },
    ],
    gaps: 'Covered tokens only; unknown below two.',
    source: 'S&P Dow Jones Indices, Dispersion: Measuring Market Opportunity, 2013',
  },
  {
    ...riskLabel.riskContribution,
    definition:
      "Euler's split of the volatility of a portfolio with today's weights: weight times marginal risk. The parts add up to the whole exactly; a token that hedges the others has a negative one.",
    formula: [
      [sub('c', 'i'), '=', frac([sub('w', 'i'), sub(fenced(['Σ', 'w']), 'i')], sub('σ', 'p'))],
      ',',
      [sub('σ', 'p'), '=', sqrt([sup('w', 'T'), 'Σ', 'w']), '=', sum('i', sub('c', 'i'))],
    ],
    symbols: [
      WEIGHT,
      { symbol: 'Σ', meaning: 'sample covariance of simple daily returns, times 365' },
      { symbol: sub('σ', 'p'), meaning: 'volatility of the portfolio' },
    ],
    gaps: COMMON_SAMPLE,
    source: 'Litterman, Hot Spots and Hedges, Journal of Portfolio Management, special issue 1996',
  },
  {
    ...riskLabel.diversificationRatio,
    definition:
      "The weighted average of the tokens' volatilities over the volatility of the portfolio. At 1 mixing them does nothing.",
    formula: ['DR', '=', frac(sum('i', [sub('w', 'i'), sub('σ', 'i')]), sub('σ', 'p'))],
    symbols: [
      WEIGHT,
      { symbol: sub('σ', 'i'), meaning: 'volatility of token i on the common days' },
      { symbol: sub('σ', 'p'), meaning: 'volatility of the portfolio on the same days' },
    ],
    gaps: COMMON_SAMPLE,
    source: 'Choueifaty & Coignard, Journal of Portfolio Management 35(1), 2008, 40–51',
  },
  {
    ...riskLabel.absorptionRatio,
    definition:
      'The share of all variance that the first few common factors carry: a fifth of the number of tokens, at least one. The mean pairwise correlation stands beside it.',
    formula: ['AR', '=', frac([sum(['j', '≤', 'k'], sub('λ', 'j'))], [sum('j', sub('λ', 'j'))])],
    symbols: [
      {
        symbol: sub('λ', 'j'),
        meaning: 'eigenvalues of the sample covariance of simple daily returns, largest first',
      },
      { symbol: 'k', meaning: 'one fifth of the number of tokens, rounded, at least 1' },
    ],
    gaps: COMMON_SAMPLE,
    source: 'Kritzman, Li, Page & Rigobon, Journal of Portfolio Management 37(4), 2011, 112–126',
    caveat: 'It rises as a layer gets smaller; compare a layer with itself.',
  },
  {
    ...riskLabel.cohesion,
    definition:
      "Each token's daily returns less what Bitcoin and the sector without it explain; then the mean correlation of all pairs of what is left. The p-value says how often random groups of the same size are as close. Their draw is seeded: same data, same p-value.",
    formula: [
      [
        mean('ρ'),
        '=',
        frac('2', ['n', fenced(['n', '−', '1'])]),
        sum(['i', '<', 'j'], ['corr', fenced([sub('e', 'i'), ',', sub('e', 'j')])]),
      ],
      ',',
      ['p', '=', frac(['b', '+', '1'], ['m', '+', '1'])],
    ],
    symbols: [
      { symbol: sub('e', 'i'), meaning: 'residuals of token i by ordinary least squares' },
      { symbol: ['b', ',', 'm'], meaning: "random groups at or above the layer's mean, and all 2,000 drawn" },
    ],
    gaps: "Days without Bitcoin, the sector or one of the layer's tokens are left out. Unknown below 3 tokens or 60 days.",
    source:
      'Phipson & Smyth, Statistical Applications in Genetics and Molecular Biology 9(1), 2010 (the + 1)',
  },
  {
    ...riskLabel.issuanceDrag,
    definition:
      'Growth of market cap beyond growth of price, weighted by the caps of 24 h ago: one plus price return, times one plus drag, is one plus the change in market cap. Positive means holders were diluted.',
    formula: [sub('s', 'i'), '=', frac(['1', '+', sub('g', 'i')], ['1', '+', sub('r', 'i')]), '−', '1'],
    symbols: [
      { symbol: sub('g', 'i'), meaning: "change of the token's market cap over 24 h" },
      { symbol: sub('r', 'i'), meaning: 'its price return over 24 h' },
    ],
    gaps: 'A token counts where cap, cap change and return are known. A cap change of exactly 0 beside a moving price is a frozen field and does not count.',
    source:
      'A value index is the product of its price and its quantity index: Balk, Price and Quantity Index Numbers, 2008',
  },
]
