import { writeSync } from 'node:fs'
import { createSqlStore } from '#lib/server/store/sql-store'
import { openTestDatabase } from './open-test-database.ts'
import { sampleBatch } from './sample-batch.ts'

/** Run as a process of its own: saves batches into the place given until it is killed, one line per saved sequence. */
const [place] = process.argv.slice(2)
if (place === undefined) throw new Error('kill-writer needs a data folder or a URL as its argument')

const store = createSqlStore(await openTestDatabase(place))
const [latest] = await store.loadLatestBatches()
for (let sequence = (latest?.sequence ?? 0) + 1; ; sequence += 1) {
  const batch = sampleBatch(sequence)
  // Many points, so that a writer spends most of its time between the first and the last row of a batch.
  const points = Array.from({ length: 300 }, (_, index) => ({
    id: `token-${index}`,
    time: sequence,
    price: sequence,
    marketCap: null,
    volume: null,
  }))
  await store.saveBatch(batch, { daily: points, hourly: points })
  // Past Node's own buffers, so that a line exists as soon as the batch is acknowledged.
  writeSync(1, `${sequence}\n`)
}
