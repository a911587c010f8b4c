import type { Snapshot, TokenFigures } from '#lib/core/contract/snapshot'
import { attributionText } from '#lib/core/csv/attribution-text'
import type { CsvColumn } from '#lib/core/csv/csv-table'
import { percentNumber } from '#lib/core/format/percent-number'
import { TOKEN_WINDOWS } from '#lib/core/market/window'

export interface TokenRow {
  snapshot: Snapshot
  token: TokenFigures
}

/** Joins the entries of one cell; neither delimiter of a CSV, so the cell stays unquoted. */
const LIST_SEPARATOR = '|'

const identity: readonly CsvColumn<TokenRow>[] = [
  { name: 'schema_version', value: ({ snapshot }) => snapshot.schemaVersion },
  { name: 'as_of_utc', value: ({ snapshot }) => snapshot.asOf },
  { name: 'source', value: ({ snapshot }) => snapshot.source },
  { name: 'status', value: ({ snapshot }) => snapshot.status },
  { name: 'layer', value: ({ token }) => token.layer },
  { name: 'category', value: ({ token }) => token.category },
  {
    name: 'also_in',
    value: ({ token }) =>
      token.alsoIn.map(({ layer, category }) => `${layer}/${category}`).join(LIST_SEPARATOR),
  },
  { name: 'coingecko_id', value: ({ token }) => token.id },
  { name: 'symbol', value: ({ token }) => token.symbol },
  { name: 'name', value: ({ token }) => token.name },
  { name: 'scope', value: ({ token }) => token.scope },
]

const market: readonly CsvColumn<TokenRow>[] = [
  { name: 'currency', value: ({ snapshot }) => snapshot.currency },
  { name: 'price', value: ({ token }) => token.price },
  { name: 'market_cap', value: ({ token }) => token.marketCap },
  { name: 'fully_diluted_valuation', value: ({ token }) => token.fullyDilutedValuation },
  { name: 'volume_24h', value: ({ token }) => token.volume24h },
  { name: 'circulating_supply', value: ({ token }) => token.circulatingSupply },
]

const returns: readonly CsvColumn<TokenRow>[] = TOKEN_WINDOWS.map((window) => ({
  name: `return_${window}_pct`,
  value: ({ token }) => percentNumber(token.returns[window]),
}))

const risk: readonly CsvColumn<TokenRow>[] = [
  { name: 'volatility_7d_ann_pct', value: ({ token }) => percentNumber(token.volatility['7d']) },
  { name: 'volatility_30d_ann_pct', value: ({ token }) => percentNumber(token.volatility['30d']) },
  { name: 'volatility_90d_ann_pct', value: ({ token }) => percentNumber(token.volatility['90d']) },
  { name: 'volatility_30d_n', value: ({ token }) => token.volatilityN },
  { name: 'volatility_30d_percentile', value: ({ token }) => percentNumber(token.volatilityPercentile) },
]

const place: readonly CsvColumn<TokenRow>[] = [
  { name: 'layer_weight_pct', value: ({ token }) => percentNumber(token.layerWeight) },
  { name: 'layer_contribution_24h_pp', value: ({ token }) => percentNumber(token.layerContribution24h) },
]

const provenance: readonly CsvColumn<TokenRow>[] = [
  { name: 'last_updated_utc', value: ({ token }) => token.lastUpdated },
  { name: 'age_seconds', value: ({ token }) => token.ageSeconds },
  { name: 'state', value: ({ token }) => token.state },
  { name: 'flags', value: ({ token }) => token.flags.join(LIST_SEPARATOR) },
  { name: 'mapping_version', value: ({ snapshot }) => snapshot.mapping.version },
  { name: 'weighting', value: ({ snapshot }) => snapshot.weighting },
  { name: 'attribution', value: ({ snapshot }) => attributionText(snapshot) },
]

/** Columns of the token CSV, in the order readers rely on. */
export const TOKEN_COLUMNS: readonly CsvColumn<TokenRow>[] = [
  ...identity,
  ...market,
  ...returns,
  ...risk,
  ...place,
  ...provenance,
]
