import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { BoardExchange, type BoardSession } from '#lib/server/store/postgres/board-exchange'
import { logLines } from '../helpers/log-lines.ts'

/** A session that answers when it is told to. */
class HeldSession implements BoardSession {
  readonly writeTerm = 1
  readonly written: string[] = []
  answer: (error: Error | null) => void = () => {}

  ask<Row>(_text: string, [, body]: unknown[]): Promise<Row[]> {
    this.written.push(gunzipSync(body as Buffer).toString('utf8'))
    return new Promise((resolve, reject) => {
      this.answer = (error) => (error === null ? resolve([]) : reject(error))
    })
  }
}

function exchangeOfNumbers(): BoardExchange<number> {
  const { logger } = logLines()
  return new BoardExchange({ write: String, read: Number, onNews: () => {}, logger })
}

function afterRetry(exchange: BoardExchange<number>, session: HeldSession): readonly string[] {
  exchange.retry(session)
  return session.written
}

test('of the boards that come in while one is written, the newest follows at once', async () => {
  const [exchange, session] = [exchangeOfNumbers(), new HeldSession()]
  exchange.publish(1, session)
  await expect.poll(() => session.written).toEqual(['1'])
  exchange.publish(2, session)
  exchange.publish(3, session)
  session.answer(null)
  await expect.poll(() => session.written).toEqual(['1', '3'])
})

test('a board that could not be written waits for the next look, and gives way to a newer one', async () => {
  const [exchange, session] = [exchangeOfNumbers(), new HeldSession()]
  exchange.publish(1, session)
  await expect.poll(() => session.written).toEqual(['1'])
  session.answer(new Error('down'))
  await expect.poll(() => afterRetry(exchange, session)).toEqual(['1', '1'])
  exchange.publish(2, session)
  session.answer(new Error('down'))
  await expect.poll(() => afterRetry(exchange, session)).toEqual(['1', '1', '2'])
})
