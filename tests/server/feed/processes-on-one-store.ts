import { setImmediate as everyTurn } from 'node:timers/promises'
import { Audience } from '#lib/server/audience'
import { type Env, readEnv } from '#lib/server/env'
import { LeasedFeed } from '#lib/server/feed/leased-feed'
import type { SharedBoard } from '#lib/server/feed/shared-board'
import { feedMaker } from '#lib/server/feed-maker'
import { createLogger } from '#lib/server/logger'
import { SteadyClock } from '#lib/server/steady-clock'
import type { IngestLease, LeaseState } from '#lib/server/store/ingest-lease'
import { ResilientStore } from '#lib/server/store/resilient-store'
import { recordedStandIn, stackFileStandIn, stackOf } from '../../helpers/feed-fixture.ts'
import { ManualClock } from '../../helpers/manual-clock.ts'
import { SimulatedUpstream } from '../../helpers/simulated-board.ts'
import { ScriptedEngine, ScriptedStore } from '../../store/scripted-engine.ts'

const STEP_MS = 1_000

/** One process: its feed, and its own way to the database all share. */
export interface BoardProcess {
  feed: LeasedFeed
  store: ResilientStore
  engine: ScriptedEngine
  /** As by a kill: nothing more is written, the right to ask is free. */
  kill(): void
}

const STRANGER = {}

/** Processes with one database, one upstream and one right to ask it, on a clock moved by hand. */
export class ProcessesOnOneStore {
  readonly clock: ManualClock
  readonly upstream: SimulatedUpstream
  readonly database = new ScriptedStore()
  private readonly env: Env
  private holder: object | null = null

  constructor(env: Record<string, string>, start = Date.UTC(2026, 11, 1)) {
    this.clock = new ManualClock(start)
    this.upstream = new SimulatedUpstream(this.clock)
    this.env = readEnv(env)
  }

  /** `prepare` puts faults in the way of its database before it is opened. */
  async start(
    prepare: (engine: ScriptedEngine) => void = () => {},
    sharedBoard: SharedBoard | null = null,
  ): Promise<BoardProcess> {
    const { env, upstream } = this
    const engine = new ScriptedEngine()
    engine.store = this.database
    prepare(engine)
    const clock = new SteadyClock(this.clock)
    const logger = createLogger('silent')
    const store = new ResilientStore({ engine, clock, logger })
    // One that is told the board of the other has no more to say of it.
    const lease = this.lease(sharedBoard === null ? 'Another Strata process refreshes the board' : null)
    await lease.take()
    await store.start()
    const recorded = recordedStandIn()
    const makeFeed = feedMaker({
      env,
      logger,
      clock,
      store,
      recorded,
      audience: new Audience(),
      stackFile: stackFileStandIn(stackOf(Array.from({ length: 12 }, (_, at) => `token-${at}`))),
      unitChanges: new Map(),
      random: () => 0.5,
      connect: upstream.connect,
    })
    const feed = await LeasedFeed.open({ lease, store, sharedBoard, recorded, makeFeed, clock, logger })
    await everyTurn()
    const kill = () => {
      feed.stop()
      void lease.release()
    }
    return { feed, store, engine, kill }
  }

  /** Gives the right to a process that is not here. */
  depose(): void {
    this.holder = STRANGER
  }

  /** In steps, after each of which everything that waits for nothing but its turn has run. */
  async advance(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      await this.clock.advance(Math.min(STEP_MS, left))
      await everyTurn()
    }
  }

  private lease(standbyNotice: string | null): IngestLease {
    const take = (holder: object): LeaseState => {
      this.holder ??= holder
      return this.holder === holder ? 'held' : 'elsewhere'
    }
    const free = (holder: object) => {
      if (this.holder === holder) this.holder = null
    }
    const lease = {
      state: 'unavailable' as LeaseState,
      term: 0,
      standbyNotice,
      lookInMs: 5_000,
      get mayIngest() {
        return lease.state !== 'elsewhere'
      },
      isSure: () => true,
      acknowledge: () => {},
      async take() {
        const before = lease.state
        lease.state = take(lease)
        if (lease.state === 'held' && before !== 'held') lease.term += 1
        return lease.state
      },
      async release() {
        free(lease)
      },
    }
    return lease
  }
}
