import type { LaunchedProduct } from '../product/launched-product.ts'
import type { Cluster } from './cluster.ts'
import { type ClusterRow, expectThat } from './row.ts'

/** Promised between a leader's death and the next refresh, beside the period itself, ms. */
const TAKEOVER_MS = 25_000
const AGREE_MS = 2_000
/** What is told of the state of an instance may be a second old, ms. */
const STATUS_MS = 2_000

/** Who feeds the database when its leader dies or stands still. */
export const ELECTION_ROWS: readonly ClusterRow[] = [
  {
    id: 'I2',
    fault: 'a leader that is killed',
    async play(cluster, { kills }) {
      const from = performance.now()
      let longestGap = 0
      for (let kill = 0; kill < kills; kill += 1) {
        const killedAt = performance.now()
        await cluster.replace(await cluster.leader())
        await agreeAgain(cluster)
        longestGap = Math.max(longestGap, cluster.refreshes.longestGapSince(killedAt))
        cluster.figures.kills += 1
      }
      const doubles = cluster.noteDoubleCalls(from)
      expectThat(doubles <= kills, `${doubles} double calls for ${kills} kills`)
      inTime(cluster, longestGap)
      return `${kills} kills, ${doubles} double calls, longest gap ${(longestGap / 1000).toFixed(1)} s`
    },
  },
  {
    id: 'I3',
    fault: 'a leader that stands still and wakes',
    async play(cluster, { pauses, pauseMs }) {
      const from = performance.now()
      let longestGap = 0
      for (let pause = 0; pause < pauses; pause += 1) {
        const asleep = await cluster.leader()
        const { term } = (await cluster.status(asleep)).cluster ?? {}
        const pausedAt = performance.now()
        asleep.signal('SIGSTOP')
        try {
          await cluster.leaderAmong(cluster.instances.filter((one) => one !== asleep))
          // Of the next leader, so that the sleeper wakes to a board that went on.
          await cluster.until('a refresh', 15_000, () => cluster.refreshes.since(pausedAt).length > 1 || null)
          longestGap = Math.max(longestGap, cluster.refreshes.longestGapSince(pausedAt))
          const leastMs = pause === 0 ? pauseMs : 0
          await cluster.until('its waking', pauseMs, () => performance.now() - pausedAt >= leastMs || null)
        } finally {
          asleep.signal('SIGCONT')
        }
        await agreeAgain(cluster)
        await knowsItsPlace(cluster, asleep, Number(term))
        cluster.figures.pauses += 1
      }
      const doubles = cluster.noteDoubleCalls(from)
      expectThat(doubles === 0, `${doubles} double calls`)
      inTime(cluster, longestGap)
      return `${pauses} pauses, 0 double calls, longest gap ${(longestGap / 1000).toFixed(1)} s`
    },
  },
]

/** It follows; should it have been elected anew, then for a later term. */
async function knowsItsPlace(cluster: Cluster, sleeper: LaunchedProduct, before: number): Promise<void> {
  await cluster.until('the sleeper not to believe that it leads', STATUS_MS, async () => {
    const { role, term } = (await cluster.status(sleeper)).cluster ?? {}
    return role === 'follower' || (role === 'leader' && Number(term) > before) ? true : null
  })
}

function inTime(cluster: Cluster, gapMs: number): void {
  cluster.figures.noteGap(gapMs)
  expectThat(gapMs <= cluster.refreshMs + TAKEOVER_MS, `a gap of ${gapMs.toFixed(0)} ms`)
}

/** Two refreshes after a takeover all show the same again, at most 2 s late. */
async function agreeAgain(cluster: Cluster): Promise<void> {
  await cluster.agree()
  const took = await cluster.agree()
  cluster.figures.noteAgreement(took)
  expectThat(took <= AGREE_MS, `equal bytes only ${took.toFixed(0)} ms after a refresh`)
}
