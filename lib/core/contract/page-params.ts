/**
 * What each screen reads from its address. The server renders a screen by these alone, so that marks which mailers and
 * networks add to links lead to the same prepared page.
 */
export const PAGE_PARAMS = {
  overview: ['range', 'weighting', 'scope', 'currency', 'group', 'sort', 'q', 'watch', 'cols', 'density'],
  volatility: ['ids', 'layers', 'bench', 'window', 'range', 'estimator', 'log', 'corr', 'sharpe', 'focus'],
  stack: [
    'range',
    'weighting',
    'scope',
    'currency',
    'size',
    'colour',
    'mode',
    'whatif',
    'compare',
    'project',
  ],
  layer: ['range', 'weighting', 'scope', 'scale', 'sort'],
  token: ['range', 'scale', 'against', 'currency'],
  methodology: ['token'],
  status: [],
} as const satisfies Record<string, readonly string[]>
