import type { Snapshot } from '#lib/core/contract/snapshot'

/** `+whatif.1a2b3c4d` at the end of a mapping version. */
const WHAT_IF_MARK = /\+whatif\.([0-9a-f]{8})$/

/**
 * 'strata-tokens_usd_20261122T063000Z.csv', or for a what-if 'strata-tokens_usd_20261122T063000Z_whatif-1a2b3c4d.csv', from the snapshot's currency and `asOf`. Only ASCII letters, digits,
 * `-`, `_` and `.`, whatever the snapshot holds, so that the name can stand in a header.
 */
export function csvFileName(kind: 'tokens' | 'layers', { asOf, currency, mapping }: Snapshot): string {
  const stamp = new Date(asOf)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '')
  const whatIf = WHAT_IF_MARK.exec(mapping.version)?.[1]
  const suffix = whatIf === undefined ? '' : `_whatif-${whatIf}`
  return `strata-${kind}_${currency.toLowerCase().replace(/[^a-z0-9]/g, '')}_${stamp}${suffix}.csv`
}
