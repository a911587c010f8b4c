import type { OutsideReason } from '#lib/core/contract/layer-detail'

/** Why a project of a layer is counted in none of its figures. */
export const OUTSIDE_WORDS: Readonly<Record<OutsideReason, string>> = {
  'no-token': 'no token',
  'pre-launch': 'not launched',
  inactive: 'inactive',
  legacy: 'legacy',
  adjacent: 'adjacent',
  benchmark: 'benchmark',
  'not-listed-yet': 'not trading yet',
}
