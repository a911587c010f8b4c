import { expect, it } from 'vitest'
import { type PublishedBoard, readPublished, writePublished } from '#lib/server/feed/shared-board'
import { feedFixture } from '../../helpers/feed-fixture.ts'
import { quoteFixture } from '../../helpers/quote-fixture.ts'
import { snapshotFixture } from '../../helpers/snapshot-fixture.ts'

async function published(): Promise<PublishedBoard> {
  const ids = ['a', 'b', 'c']
  const { feed, clock, source } = feedFixture({ ids })
  source.quotes = (asked) =>
    asked.map((id) => quoteFixture(id, { lastUpdated: clock.now(), high24h: 1e-9, low24h: 1e-10 }))
  await feed.start()
  await clock.advance(0)
  const report = feed.report()
  feed.stop()
  return { board: snapshotFixture(), reason: null, report }
}

it('reaches other processes as it was told, whatever the feed has to report', async () => {
  const told = await published()
  expect(Object.keys(told.report.guard.findings)).not.toEqual([])
  const heard = readPublished(writePublished(told))
  expect(heard).toEqual(told)
  expect(JSON.stringify(heard?.board)).toBe(JSON.stringify(told.board))
})

it('tells why there is none but the recording', async () => {
  const none = { ...(await published()), board: null, reason: 'CoinGecko does not answer' }
  expect(readPublished(writePublished(none))).toEqual(none)
})

it('is not taken from a build of another form', async () => {
  const text = writePublished(await published())
  expect(readPublished(text.replace('"format":2', '"format":3'))).toBeNull()
  expect(readPublished(text.replace('"schemaVersion":1', '"schemaVersion":"x"'))).toBeNull()
})
