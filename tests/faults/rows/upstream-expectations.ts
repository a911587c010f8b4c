import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PATIENCE_MS } from '../faulty-calls.ts'
import type { Expectation } from '../row.ts'
import { answer } from '../upstream/toxics.ts'

/** Another server, to which the upstream sends the product, never hears of it. */
export const redirectIsNotFollowed: Expectation = async (stage) => {
  let visits = 0
  const elsewhere = createServer((_request, response) => {
    visits += 1
    response.end('[]')
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  const target = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/coins/markets`
  try {
    for (const status of [301, 302, 307, 308]) {
      stage.upstream.inject({ act: answer(status, '', { Location: target }) })
      await stage.until(`a call answered by ${status}`, PATIENCE_MS, async () => {
        const { upstream } = await stage.status()
        return upstream.failure?.message.includes(`${status}`) ? true : null
      })
    }
    if (visits > 0) throw new Error(`the target was visited ${visits} times`)
  } finally {
    stage.upstream.heal()
    elsewhere.close()
  }
}

/** Every call comes over a connection of its own, so none can be found dead. */
export const neverReusesAConnection: Expectation = async (stage) => {
  await stage.until(
    'three refreshes',
    PATIENCE_MS,
    () => stage.upstream.callsSince(stage.mark.at).length >= 3 || null,
  )
  const ports = stage.upstream.callsSince(stage.mark.at).map((call) => call.port)
  if (new Set(ports).size < ports.length) throw new Error('a connection was used twice')
  if ((await stage.status()).upstream.failure !== null) throw new Error('a refresh failed')
}

/** The key goes out as a header and stands in no address. */
export const keyOnlyInHeader =
  (key: string): Expectation =>
  async ({ upstream }) => {
    if (upstream.calls.some(({ url }) => url.includes(key))) throw new Error('the key stands in an address')
    if (!upstream.calls.every(({ headers }) => Object.values(headers).includes(key)))
      throw new Error('a call went out without the key')
  }
