import type { Operation } from '#lib/server/commands/vectors/operation'
import { PORTFOLIO_OPERATIONS } from '#lib/server/commands/vectors/portfolio-operations'
import { SERIES_OPERATIONS } from '#lib/server/commands/vectors/series-operations'

/** Every operation of the reference vectors by its name there. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...SERIES_OPERATIONS,
  ...PORTFOLIO_OPERATIONS,
}
