import { readFileSync } from 'node:fs'
import type { UnitChange } from '#lib/core/analytics/cleaned-closes'
import { PriceEvents } from '#lib/core/stack/price-events'
import { StartError } from '#lib/server/errors'

/**
 * Changes of unit by CoinGecko id from `data/events.json`.
 * @throws StartError naming file, place and reason
 */
export function readUnitChanges(file: string): ReadonlyMap<string, readonly UnitChange[]> {
  const changes = new Map<string, UnitChange[]>()
  for (const event of readEvents(file).events) {
    if (event.kind !== 'redenomination') continue
    const change = { day: Date.parse(event.date), factor: event.factor }
    changes.set(event.coingeckoId, [...(changes.get(event.coingeckoId) ?? []), change])
  }
  return changes
}

function readEvents(file: string): PriceEvents {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new StartError(`${file} cannot be read as JSON: restore it from the repository.`, { cause: error })
  }
  const result = PriceEvents.safeParse(json)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new StartError(`${file}: ${issue?.path.join('.')}: ${issue?.message}; see data/README.md.`)
}
