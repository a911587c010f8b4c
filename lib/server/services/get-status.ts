import { basename } from 'node:path'
import type { Status } from '#lib/core/contract/status'
import type { FeedReport } from '#lib/server/feed/board-feed'
import { getRuntime } from '#lib/server/runtime'
import { findBoard } from '#lib/server/services/find-board'
import { statusTokens } from '#lib/server/services/status-tokens'

/** What the board knows about itself; answers at any time, also before the first data. */
export async function getStatus(): Promise<Status> {
  const { feed, stackFile, clock, plan, build, storageEngine, lease } = getRuntime()
  const report = feed.report()
  const snapshot = await findBoard()
  const { stack, sha256, problem, path } = stackFile.current()
  return {
    mode: snapshot?.status ?? 'starting',
    reason: snapshot?.statusReason ?? report.failure?.sentence ?? null,
    asOf: snapshot?.asOf ?? null,
    fetchedAt: snapshot?.fetchedAt ?? null,
    generatedAt: new Date(clock.now()).toISOString(),
    nextRefreshAt: isoOrNull(report.nextRefreshAt),
    periodSeconds: Number.isFinite(report.periodMs) ? report.periodMs / 1000 : null,
    upstream: { plan, ...describeUpstream(report) },
    budget: describeBudget(report),
    guard: { refusedBatch: describeRefusal(report) },
    history: snapshot?.history ?? { filled: 0, needed: 0 },
    tokens: statusTokens(snapshot, feed, report.guard),
    // The sentence names the file as the operator did; readers need no folders of this machine.
    mapping: { version: stack.version, sha256, problem: problem?.replaceAll(path, basename(path)) ?? null },
    storage: {
      engine: storageEngine,
      ...report.storage,
      lastBackupAt: isoOrNull(report.storage.lastBackupAt),
    },
    cluster: lease && { role: ROLES[lease.state], term: lease.term },
    build,
  }
}

const ROLES = { held: 'leader', elsewhere: 'follower', unavailable: 'unknown' } as const

function describeUpstream(report: FeedReport): Omit<Status['upstream'], 'plan'> {
  const { source, failure, breaker, clockSkewMs, outcomes } = report
  return {
    source,
    lastSuccessAt: isoOrNull(report.lastSuccessAt),
    failure: failure && {
      code: failure.reason,
      message: failure.sentence,
      at: new Date(failure.at).toISOString(),
    },
    dropped: report.dropped,
    alarm: report.alarm,
    breaker: { ...breaker, openUntil: isoOrNull(breaker.openUntil) },
    clockSkewMs,
    outcomes: [...outcomes],
  }
}

function describeBudget({ calls, deferred }: FeedReport): Status['budget'] {
  const { usedLastMinute, perMinute, leftThisMinute } = calls
  const { creditsUsed, creditsLimit, creditsLeft, creditsProjected } = calls
  return {
    usedLastMinute,
    perMinute,
    leftThisMinute,
    creditsUsed,
    creditsLimit,
    creditsLeft,
    projectedCredits: creditsProjected,
    deferred: describeDeferred(deferred),
  }
}

function describeDeferred({ historyCalls, reason }: FeedReport['deferred']): string | null {
  if (historyCalls === 0) return null
  const calls = historyCalls === 1 ? '1 history call waits' : `${historyCalls} history calls wait`
  return reason === null ? calls : `${calls}: ${reason}`
}

function describeRefusal({ guard: { refusedBatch } }: FeedReport): Status['guard']['refusedBatch'] {
  if (refusedBatch === null) return null
  const { currency, sentence, release, since, refused } = refusedBatch
  return { currency, message: sentence, release, since: new Date(since).toISOString(), refused }
}

function isoOrNull(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
