import type { SeriesFile } from '#lib/server/commands/vectors/vector-case'

const REFERENCE = '$series'

/**
 * A copy of `value` with every `{"$series": KEY}`, at any depth, replaced by what `series` holds under KEY.
 * @throws Error for a key that `series` does not hold
 */
export function resolveSeries(value: unknown, series: SeriesFile): unknown {
  if (Array.isArray(value)) return value.map((item) => resolveSeries(item, series))
  if (typeof value !== 'object' || value === null) return value
  if (REFERENCE in value) return lookUp(value[REFERENCE], series)
  return Object.fromEntries(
    Object.entries(value).map(([key, child]): [string, unknown] => [key, resolveSeries(child, series)]),
  )
}

function lookUp(key: unknown, series: SeriesFile): unknown {
  if (typeof key === 'string' && Object.hasOwn(series, key)) return series[key]
  throw new Error(`unknown series ${JSON.stringify(key)}`)
}
