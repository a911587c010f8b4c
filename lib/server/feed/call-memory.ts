import * as z from 'zod'
import type { Clock } from '#lib/server/clock'
import type { CallGateParts } from '#lib/server/feed/call-gate'
import type { RestMemory } from '#lib/server/feed/call-rest'
import type { Logger } from '#lib/server/logger'
import type { MarketStore } from '#lib/server/store/market-store'
import type { UpstreamFailure } from '#lib/server/upstream/upstream-error'

const UtcMs = z.int().nonnegative()
const BreakerRecord = z.object({ trips: z.int().nonnegative().max(1_000), until: UtcMs.nullable() })
/** Failures that may say how long to stay away. */
const WITH_A_WAIT = [
  'rate-limited',
  'server',
  'plan',
  'not-found',
  'bad-request',
  'time-range',
  'redirect',
  'not-json',
  'bad-shape',
  'bad-key',
  'forbidden',
] as const satisfies readonly UpstreamFailure[]
const RestRecord = z.object({
  strikes: z.int().nonnegative().max(1_000),
  until: UtcMs,
  failure: z.literal(WITH_A_WAIT),
  sentence: z.string().max(300),
})

export interface CallMemoryOptions extends Pick<CallGateParts, 'breaker' | 'rest'> {
  store: Pick<MarketStore, 'loadFeedState' | 'saveFeedState'>
  clock: Clock
  logger: Logger
}

/** Lets the breaker's and the upstream's "not before" outlive a restart; kept in UTC, since monotonic clocks are not. */
export class CallMemory {
  private readonly options: CallMemoryOptions
  private readonly saved = new Map<string, string>()

  constructor(options: CallMemoryOptions) {
    this.options = options
  }

  async restore(): Promise<void> {
    const { store, breaker, rest, clock } = this.options
    const state = await store.loadFeedState()
    const now = clock.now()
    const trip = parseRecord(BreakerRecord, state.breaker)
    if (trip) {
      const openForMs = trip.until === null ? null : trip.until - now
      breaker.restore({ trips: trip.trips, openForMs }, clock.monotonic())
    }
    const silence = parseRecord(RestRecord, state.rest)
    if (silence) rest.restore({ ...silence, forMs: silence.until - now }, clock.monotonic())
  }

  /** Keeps what has changed since the last time. */
  save(): void {
    const { breaker, rest, clock } = this.options
    const now = clock.now()
    const { trips, openForMs } = breaker.memory(clock.monotonic())
    this.put('breaker', { trips, until: openForMs === null ? null : Math.round(now + openForMs) })
    const silence = rest.memory(clock.monotonic())
    this.put('rest', silence && restRecord(silence, now))
  }

  private put(key: string, value: unknown): void {
    const text = JSON.stringify(value)
    if (this.saved.get(key) === text) return
    this.saved.set(key, text)
    this.options.store.saveFeedState(key, text).catch((error: unknown) => {
      this.saved.delete(key)
      const { logger } = this.options
      logger.error({ failure: 'storage', err: error }, 'The database refused to keep the state of the feed')
    })
  }
}

function restRecord({ forMs, ...why }: RestMemory, now: number) {
  return { ...why, until: Math.round(now + forMs) }
}

/** What cannot be read is as good as nothing: the upstream will say again what it said. */
function parseRecord<T>(schema: z.ZodType<T>, text: string | undefined): T | null {
  if (text === undefined) return null
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
