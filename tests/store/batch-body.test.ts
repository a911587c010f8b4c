import { expect, it } from 'vitest'
import { decodeBatchBody, encodeBatchBody } from '#lib/server/store/batch-body'
import { quoteFixture } from '../helpers/quote-fixture.ts'

it('a stored batch remembers which of its quotes are earlier ones and why, and one without that is read', async () => {
  const body = { requested: ['a', 'b'], quotes: [quoteFixture('a'), quoteFixture('b')], dropped: {} }
  const carrying = { ...body, carried: ['b'], heldBack: ['b'] }
  expect(await decodeBatchBody(await encodeBatchBody(carrying))).toEqual(carrying)
  expect(await decodeBatchBody(await encodeBatchBody(body))).toEqual(body)
})
