import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '#lib/server/project-root'
import {
  bodiesByLink,
  bytesKept,
  gigabytesPerMonth,
  pollBytesPerMinute,
  readersAtPeak,
  readersByRequests,
  rowsKept,
  rowsPerYear,
  spreadMs,
  streamBytesPerMinute,
  streamsByMemory,
  trafficCost,
  visitBytes,
} from '../../bench/scale/estimates.ts'
import { ScaleInputs } from '../../bench/scale/inputs.ts'
import { measuredNow } from '../../bench/scale/measured-now.ts'

const shipped = ScaleInputs.parse(
  JSON.parse(readFileSync(join(PROJECT_ROOT, 'bench', 'scale', 'inputs.json'), 'utf8')),
)
/** Round numbers, so that every expectation below can be checked in the head. */
const inputs: ScaleInputs = {
  ...shipped,
  measured: {
    ...shipped.measured,
    snapshotGzip: { perSecond: 1000, bytes: 10_000 },
    firstViewKilobytes: 100,
  },
  measuredOnce: {
    ...shipped.measuredOnce,
    firstFrameBytes: 50_000,
    deltaBytes: 10_000,
    heartbeatBytes: 250,
    pointBytes: 100,
    batchBytes: 5000,
  },
  settings: {
    ...shipped.settings,
    refreshSeconds: 30,
    heartbeatSeconds: 15,
    tokens: 10,
    batchDays: 7,
    hourlyDays: 90,
    dailyDays: 400,
  },
  assumed: { ...shipped.assumed, visitMinutes: 10 },
}

describe('estimates of scale', () => {
  it('counts readers by how seldom each asks', () => {
    expect(readersByRequests(500, 30)).toBe(15_000)
  })

  it('counts streams by the memory an idle instance leaves', () => {
    // (1024 − 256) MB = 786 432 KB, 16 KB each.
    expect(streamsByMemory(1024, 256, 16)).toBe(49_152)
    expect(streamsByMemory(200, 256, 16)).toBe(0)
  })

  it('counts bodies by the bytes a link carries', () => {
    // 1 Gbit/s = 125 000 000 B/s.
    expect(bodiesByLink(1e9, 12_500, 1)).toBe(10_000)
    expect(bodiesByLink(1e9, 12_500, 60)).toBe(600_000)
  })

  it('lets the spread of a refresh grow with the readers', () => {
    expect(spreadMs(20_000, { streams: 5000, ms: 55 })).toBe(220)
  })

  it('adds what a stream and a poll bring in a minute', () => {
    // Two refreshes of 10 000 B and four pings of 250 B; two bodies of 10 000 B.
    expect(streamBytesPerMinute(inputs)).toBe(21_000)
    expect(pollBytesPerMinute(inputs)).toBe(20_000)
  })

  it('adds what a visit brings', () => {
    // 102 400 B of page, 50 000 B of first frame, ten minutes of 21 000 B.
    expect(visitBytes(inputs)).toBe(362_400)
  })

  it('spreads visits over a month and takes its peak', () => {
    // 432 000 visits of 10 min in 43 200 min are 100 at once, ten times as many at the peak.
    expect(readersAtPeak(432_000, 10, 10)).toBe(1000)
  })

  it('adds a month of readers who stay', () => {
    // 1 000 readers × 20 000 B × 43 200 min.
    expect(gigabytesPerMonth(1000, 20_000)).toBeCloseTo(864, 9)
  })

  it('counts rows as the feed writes and retention keeps them', () => {
    expect(rowsPerYear(inputs)).toEqual({ batches: 1_051_200, points: 91_250 })
    expect(rowsKept(inputs)).toEqual({ batches: 20_160, points: 25_600 })
    expect(bytesKept(inputs)).toBe(20_160 * 5000 + 25_600 * 100)
  })

  it('prices each part of a month at its tier', () => {
    const tiers = [
      { upToGigabytes: 100, usd: 0 },
      { upToGigabytes: 1000, usd: 0.1 },
      { upToGigabytes: null, usd: 0.05 },
    ]
    expect(trafficCost(80, tiers)).toBe(0)
    expect(trafficCost(600, tiers)).toBeCloseTo(50, 9)
    expect(trafficCost(3000, tiers)).toBeCloseTo(190, 9)
  })
})

describe('inputs of a new bench run', () => {
  it('take the place of the older ones as far as they were measured', () => {
    const results = [
      { id: 'F2', name: '/api/snapshot, gzip, 16000 bytes', value: 0.9, baseline: { value: 40_000 } },
      { id: 'F5', name: 'last of 4000 readers after the first, median', value: 40 },
    ]
    expect(measuredNow(shipped.measured, results, '2026-12-01')).toEqual({
      ...shipped.measured,
      date: '2026-12-01',
      where: `bench/results.json, the rest ${shipped.measured.where}`,
      snapshotGzip: { perSecond: 36_000, bytes: 16_000 },
      spread: { streams: 4000, ms: 40 },
    })
  })

  it('leave them as they are where the run measured something else', () => {
    expect(measuredNow(shipped.measured, [{ name: 'a figure', value: 1 }], '2026-12-01')).toBe(
      shipped.measured,
    )
  })
})
