import { afterEach, beforeEach, describe } from 'vitest'
import type { MarketStore } from '#lib/server/store/market-store'
import { describeBatches } from './contract-batches.ts'
import { describeCalls } from './contract-calls.ts'
import { describeHistory } from './contract-history.ts'
import { describePruning } from './contract-pruning.ts'
import { describeRivals } from './contract-rivals.ts'

export interface OpenedStore {
  store: MarketStore
  /** Closes the store and opens it again on the same data; from then on the new one is `store`. */
  reopen(): Promise<void>
  /** A second store on the same data, as of another process; the caller closes it. */
  another(): Promise<MarketStore>
  /** Closes the store and removes its data. */
  cleanup(): Promise<void>
}

/** What every engine behind `MarketStore` has to do; `open` begins with an empty store each time. */
export function describeMarketStore(name: string, open: () => Promise<OpenedStore>): void {
  describe(`market store on ${name}`, () => {
    let opened: OpenedStore

    beforeEach(async () => {
      opened = await open()
    })

    afterEach(async () => {
      await opened.cleanup()
    })

    const current = () => opened
    describeBatches(current)
    describeHistory(current)
    describeCalls(current)
    describePruning(current)
    describeRivals(current)
  })
}
