import { describe, expect, it } from 'vitest'
import { StreamConnection, type StreamMessage, type StreamState } from '#lib/client/stream/stream-connection'
import { FakeSource } from '../../helpers/fake-source.ts'
import { ManualClock } from '../../helpers/manual-clock.ts'

function connectionFixture(random = 0.5) {
  const clock = new ManualClock(0)
  const sources: FakeSource[] = []
  const states: StreamState[] = []
  const messages: StreamMessage[] = []
  const connection = new StreamConnection({
    open: () => {
      const source = new FakeSource()
      sources.push(source)
      return source
    },
    after: (ms, task) => clock.schedule(ms, task),
    now: () => clock.now(),
    random: () => random,
    onMessage: (message) => void messages.push(message),
    onState: (state) => void states.push(state),
  })
  connection.start()
  const newest = () => sources.at(-1) ?? new FakeSource()
  return { clock, sources, states, messages, connection, newest }
}

describe('a stream connection', () => {
  it('streams from the first message on, and passes every message on', () => {
    const { states, messages, newest } = connectionFixture()
    expect(states).toEqual([])
    newest().say('status', '{"a":1}')
    newest().say('snapshot', '{"b":2}')
    expect(states).toEqual(['streaming'])
    expect(messages).toEqual([
      { event: 'status', data: '{"a":1}' },
      { event: 'snapshot', data: '{"b":2}' },
    ])
  })

  it('is not waited for any longer than 10 s when it opens but says nothing', async () => {
    const { clock, states, newest } = connectionFixture()
    await clock.advance(9_999)
    expect(states).toEqual([])
    await clock.advance(1)
    expect(states).toEqual(['polling'])
    newest().say('status')
    expect(states).toEqual(['polling', 'streaming'])
  })

  it('leaves it to the browser to come back from a break, and is polled after 10 s without', async () => {
    const { clock, sources, states, newest } = connectionFixture()
    newest().say('status')
    newest().fail()
    expect(states).toEqual(['streaming', 'reconnecting'])
    await clock.advance(9_000)
    newest().fail()
    await clock.advance(1_000)
    expect(states).toEqual(['streaming', 'reconnecting', 'polling'])
    newest().say('snapshot')
    expect(states.at(-1)).toBe('streaming')
    expect(sources).toHaveLength(1)
  })

  it('polls at once when the first attempt fails, and asks again by itself when it was refused', async () => {
    const { clock, sources, states, newest } = connectionFixture()
    newest().fail({ isFinal: true })
    expect(states).toEqual(['polling'])
    await clock.advance(4_999)
    expect(sources).toHaveLength(1)
    await clock.advance(1)
    expect(sources).toHaveLength(2)
    newest().fail({ isFinal: true })
    await clock.advance(9_999)
    expect(sources).toHaveLength(2)
    await clock.advance(1)
    expect(sources).toHaveLength(3)
    newest().say('status')
    expect(states).toEqual(['polling', 'streaming'])
  })

  it('asks a server that keeps refusing ever more seldom, every 16 to 64 s in the end', async () => {
    const waits = async (random: number) => {
      const { clock, sources, newest } = connectionFixture(random)
      const times: number[] = []
      for (let refusal = 0; refusal < 7; refusal += 1) {
        newest().fail({ isFinal: true })
        const before = clock.now()
        const known = sources.length
        while (sources.length === known) await clock.advance(500)
        times.push(clock.now() - before)
      }
      return times
    }
    expect(await waits(0)).toEqual([2_000, 4_000, 8_000, 16_000, 16_000, 16_000, 16_000])
    expect(await waits(0.999_999)).toEqual([8_000, 16_000, 32_000, 64_000, 64_000, 64_000, 64_000])
  })

  it('takes a goodbye for a break', () => {
    const { states, messages, newest } = connectionFixture()
    newest().say('status')
    newest().say('bye')
    expect(states).toEqual(['streaming', 'reconnecting'])
    expect(messages.at(-1)?.event).toBe('bye')
  })

  it('opens a stream anew that has been silent for three pings', async () => {
    const { clock, sources, states, newest } = connectionFixture()
    newest().say('status')
    await clock.advance(44_000)
    newest().say('status')
    await clock.advance(44_999)
    expect(sources).toHaveLength(1)
    await clock.advance(1)
    expect(sources).toHaveLength(2)
    expect(sources[0]?.isClosed).toBe(true)
    expect(states).toEqual(['streaming', 'reconnecting'])
  })

  it('hears no more of a source that it has left', () => {
    const { sources, messages, states, connection, newest } = connectionFixture()
    connection.start()
    sources[0]?.say('snapshot')
    sources[0]?.fail({ isFinal: true })
    expect([messages, states]).toEqual([[], []])
    newest().say('status')
    expect(messages).toHaveLength(1)
  })

  it('is revived after a pause only when it was not heard of lately or is closed', async () => {
    const { clock, sources, connection, newest } = connectionFixture()
    newest().say('status')
    connection.revive()
    expect(sources).toHaveLength(1)
    newest().readyState = 2
    connection.revive()
    expect(sources).toHaveLength(2)
    newest().say('status')
    connection.stop()
    await clock.advance(60_000)
    expect(sources).toHaveLength(2)
    connection.revive()
    expect(sources).toHaveLength(3)
  })

  it('is revived when timers stood still while time went on', () => {
    let now = 0
    const sources: FakeSource[] = []
    const connection = new StreamConnection({
      open: () => {
        sources.push(new FakeSource())
        return sources.at(-1) ?? new FakeSource()
      },
      after: () => () => {},
      now: () => now,
      random: () => 0,
      onMessage: () => {},
      onState: () => {},
    })
    connection.start()
    sources[0]?.say('status')
    now = 45_000
    connection.revive()
    expect(sources).toHaveLength(1)
    now = 45_001
    connection.revive()
    expect(sources).toHaveLength(2)
  })

  it('leaves no timer behind when it is stopped', async () => {
    const { clock, sources, states, connection, newest } = connectionFixture()
    newest().fail({ isFinal: true })
    connection.stop()
    await clock.advance(600_000)
    expect([sources.length, states]).toEqual([1, ['polling']])
  })
})
