import type { Snapshot } from '#lib/core/contract/snapshot'

/**
 * 'strata-tokens_usd_20261122T063000Z.csv' from the snapshot's currency and `asOf`. Only ASCII letters, digits,
 * `-`, `_` and `.`, whatever the snapshot holds, so that the name can stand in a header.
 */
export function csvFileName(kind: 'tokens' | 'layers', { asOf, currency }: Snapshot): string {
  const stamp = new Date(asOf)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '')
  return `strata-${kind}_${currency.toLowerCase().replace(/[^a-z0-9]/g, '')}_${stamp}.csv`
}
