import { basename } from 'node:path'
import type { TokenHistory } from '#lib/core/analytics/board/board-input'
import type { Snapshot } from '#lib/core/contract/snapshot'
import type { Status } from '#lib/core/contract/status'
import { isAppError } from '#lib/server/errors'
import type { BoardFeed, FeedReport } from '#lib/server/feed/board-feed'
import { getRuntime } from '#lib/server/runtime'
import { getSnapshot } from '#lib/server/services/get-snapshot'

/** What the board knows about itself; answers at any time, also before the first data. */
export async function getStatus(): Promise<Status> {
  const { feed, stackFile, clock, plan, build, storageEngine } = getRuntime()
  const report = feed.report()
  const snapshot = await currentSnapshot()
  const { stack, sha256, problem, path } = stackFile.current()
  return {
    mode: snapshot?.status ?? 'starting',
    reason: snapshot?.statusReason ?? report.failure?.sentence ?? null,
    asOf: snapshot?.asOf ?? null,
    fetchedAt: snapshot?.fetchedAt ?? null,
    generatedAt: new Date(clock.now()).toISOString(),
    nextRefreshAt: isoOrNull(report.nextRefreshAt),
    periodSeconds: Number.isFinite(report.periodMs) ? report.periodMs / 1000 : null,
    upstream: {
      source: report.source,
      plan,
      lastSuccessAt: isoOrNull(report.lastSuccessAt),
      failure: describeFailure(report),
      dropped: report.dropped,
      alarm: report.alarm,
    },
    budget: budgetOf(report),
    history: snapshot?.history ?? { filled: 0, needed: 0 },
    tokens: { ...tokenLedger(snapshot), suspects: suspectCloses(feed) },
    // The sentence names the file as the operator did; readers need no folders of this machine.
    mapping: { version: stack.version, sha256, problem: problem?.replaceAll(path, basename(path)) ?? null },
    storage: { engine: storageEngine, ...report.storage },
    build,
  }
}

async function currentSnapshot(): Promise<Snapshot | null> {
  try {
    return await getSnapshot({ weighting: 'capped', scope: 'core' })
  } catch (error) {
    if (isAppError(error) && error.code === 'not_ready') return null
    throw error
  }
}

function describeFailure({ failure }: FeedReport): Status['upstream']['failure'] {
  return (
    failure && { code: failure.reason, message: failure.sentence, at: new Date(failure.at).toISOString() }
  )
}

function budgetOf({ calls }: FeedReport): Status['budget'] {
  const { usedLastMinute, perMinute, creditsUsed, creditsLimit } = calls
  return { usedLastMinute, perMinute, creditsUsed, creditsLimit }
}

function tokenLedger(snapshot: Snapshot | null): Omit<Status['tokens'], 'suspects'> {
  if (!snapshot) return { expected: 0, priced: 0, missing: [], quarantined: [], stale: [] }
  const { expected, priced, missing, quarantined } = snapshot.coverage
  const stale = snapshot.tokens.flatMap(({ id, state, ageSeconds }) =>
    state === 'stale' && ageSeconds !== null ? [{ id, ageSeconds }] : [],
  )
  return { expected, priced, missing, quarantined, stale }
}

function suspectCloses(feed: BoardFeed): Status['tokens']['suspects'] {
  const history = feed.view(feed.currencies[0] ?? 'usd')?.history ?? new Map<string, TokenHistory>()
  return [...history]
    .filter(([, { suspects }]) => suspects.length > 0)
    .map(([id, { suspects }]) => ({ id, times: suspects.map((time) => new Date(time).toISOString()) }))
}

function isoOrNull(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
