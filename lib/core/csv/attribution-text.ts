import type { Snapshot } from '#lib/core/contract/snapshot'

/** The attribution CoinGecko asks for, as one cell: words, space, address. */
export function attributionText({ attribution }: Snapshot): string {
  return `${attribution.text} ${attribution.url}`
}
