import { afterAll, describe } from 'vitest'
import { createSqlStore } from '#lib/server/store/sql-store'
import { describeMarketStore, type OpenedStore } from './contract.ts'
import { ENGINES } from './engines.ts'
import { openTestDatabase } from './open-test-database.ts'

describe.each(ENGINES)('the contract on $name', ({ name, place: empty, end }) => {
  afterAll(end)

  describeMarketStore(name, async () => {
    const { place, remove } = await empty()
    const another = async () => createSqlStore(await openTestDatabase(place))
    const opened: OpenedStore = {
      store: await another(),
      another,
      async reopen() {
        await opened.store.close()
        opened.store = await another()
      },
      async cleanup() {
        await opened.store.close()
        await remove()
      },
    }
    return opened
  })
})
