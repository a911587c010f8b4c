import { Registry } from 'prom-client'
import { describe, expect, it } from 'vitest'
import { NOTHING_HELD_BACK } from '#lib/server/feed/guard-report'
import { boardMetrics } from '#lib/server/metrics/board-metrics'
import { httpMetrics } from '#lib/server/metrics/http-metrics'
import { upstreamMetrics } from '#lib/server/metrics/upstream-metrics'
import { HEALTHY } from '#lib/server/store/store-health'
import { reportFixture } from '../../helpers/report-fixture.ts'
import { snapshotFixture } from '../../helpers/snapshot-fixture.ts'

const lines = async (registry: Registry, name: string) =>
  (await registry.metrics()).split('\n').filter((line) => line.startsWith(`${name}`))

describe('httpMetrics', () => {
  it('counts every answer by route and status, those refused for load or limits once more', async () => {
    const registry = new Registry()
    const onAnswer = httpMetrics(registry)
    for (let turn = 0; turn < 200; turn += 1) onAnswer('snapshot', 200, 0.05)
    onAnswer('snapshot', 429, 0.1)
    onAnswer('export', 503, 0.1)
    onAnswer('page', 200, 40)
    expect(await lines(registry, 'strata_http_requests_total')).toEqual([
      'strata_http_requests_total{route="snapshot",code="200"} 200',
      'strata_http_requests_total{route="snapshot",code="429"} 1',
      'strata_http_requests_total{route="export",code="503"} 1',
      'strata_http_requests_total{route="page",code="200"} 1',
    ])
    expect(await lines(registry, 'strata_http_shed_total')).toEqual([
      'strata_http_shed_total{route="snapshot"} 1',
      'strata_http_shed_total{route="export"} 1',
    ])
    expect(await lines(registry, 'strata_http_request_duration_seconds_count{route="page"}')).toEqual([
      'strata_http_request_duration_seconds_count{route="page"} 1',
    ])
  })
})

describe('boardMetrics', () => {
  it('has no sample where nothing is known yet, and one as soon as it is', async () => {
    const registry = new Registry()
    const snapshot = snapshotFixture()
    const reading = {
      snapshot: null as typeof snapshot | null,
      report: reportFixture(),
      lease: null,
      now: Date.parse(snapshot.fetchedAt) + 90_000,
    }
    boardMetrics(registry, () => reading)
    expect(await lines(registry, 'strata_snapshot_age_seconds')).toEqual([])
    expect(await lines(registry, 'strata_tokens')).toEqual([])
    reading.snapshot = snapshot
    expect(await lines(registry, 'strata_snapshot_age_seconds')).toEqual(['strata_snapshot_age_seconds 90'])
    const counted = (await lines(registry, 'strata_tokens')).map((line) => Number(line.split(' ').at(-1)))
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(snapshot.tokens.length)
    expect(await lines(registry, 'strata_storage_state')).toEqual(['strata_storage_state{state="ok"} 1'])
  })

  it('says what waits for the database, what it lost, and how old the backup is once there is one', async () => {
    const registry = new Registry()
    const report = reportFixture({ storage: { ...HEALTHY, state: 'locked', queued: 3, dropped: 2 } })
    boardMetrics(registry, () => ({ snapshot: null, report, lease: null, now: 90_000 }))
    expect(await lines(registry, 'strata_storage_writes_waiting')).toEqual([
      'strata_storage_writes_waiting 3',
    ])
    expect(await lines(registry, 'strata_storage_batches_dropped')).toEqual([
      'strata_storage_batches_dropped 2',
    ])
    expect(await lines(registry, 'strata_storage_backup_age_seconds')).toEqual([])
    report.storage = { ...report.storage, lastBackupAt: 30_000 }
    expect(await lines(registry, 'strata_storage_backup_age_seconds')).toEqual([
      'strata_storage_backup_age_seconds 60',
    ])
  })

  it('says how many tokens are held back and how many answers were refused', async () => {
    const registry = new Registry()
    const refusedBatch = { currency: 'usd', sentence: 'x', release: 'y', since: 0, refused: 2 }
    const report = reportFixture({ guard: { ...NOTHING_HELD_BACK, refusedBatch } })
    boardMetrics(registry, () => ({ snapshot: null, report, lease: { state: 'elsewhere', term: 7 }, now: 0 }))
    expect(await lines(registry, 'strata_batch_refused')).toEqual(['strata_batch_refused 2'])
    expect(await lines(registry, 'strata_leader')).toEqual(['strata_leader 0'])
    expect(await lines(registry, 'strata_lease_term')).toEqual(['strata_lease_term 7'])
    expect(await lines(registry, 'strata_ticks_quarantined')).toEqual(['strata_ticks_quarantined 0'])
  })
})

describe('upstreamMetrics', () => {
  it('follows breaker, credits and outcomes, and times each call', async () => {
    const registry = new Registry()
    const { onCall, follow } = upstreamMetrics(registry)
    const report = reportFixture({
      breaker: { state: 'open', openUntil: 5000, trips: 1 },
      nextRefreshAt: 5000,
    })
    report.outcomes = [{ endpoint: 'markets', outcome: 'timeout', count: 3 }]
    follow(
      () => report,
      () => 2000,
    )
    onCall({ endpoint: 'markets', outcome: 'timeout', durationMs: 5000 })
    expect(await lines(registry, 'strata_upstream_breaker_state')).toEqual([
      'strata_upstream_breaker_state 1',
    ])
    expect(await lines(registry, 'strata_upstream_next_poll_seconds')).toEqual([
      'strata_upstream_next_poll_seconds 3',
    ])
    expect(await lines(registry, 'strata_upstream_quota_remaining')).toEqual([])
    expect(await lines(registry, 'strata_upstream_requests_total')).toEqual([
      'strata_upstream_requests_total{endpoint="markets",outcome="timeout"} 3',
    ])
    expect(await lines(registry, 'strata_upstream_request_duration_seconds_sum')).toEqual([
      'strata_upstream_request_duration_seconds_sum{endpoint="markets"} 5',
    ])
  })
})
