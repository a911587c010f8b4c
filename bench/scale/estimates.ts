import type { PriceTiers, ScaleInputs } from './inputs.ts'

const MINUTES_PER_MONTH = 30 * 24 * 60
const SECONDS_PER_YEAR = 365 * 86_400
const GIGABYTE = 1e9

/** Readers an instance answers who each ask once in `everySeconds`. */
export function readersByRequests(perSecond: number, everySeconds: number): number {
  return Math.floor(perSecond * everySeconds)
}

/** Streams that fit into the memory an idle instance leaves; 1 MB = 1024 KB. */
export function streamsByMemory(megabytes: number, idleMegabytes: number, streamKilobytes: number): number {
  return Math.max(0, Math.floor(((megabytes - idleMegabytes) * 1024) / streamKilobytes))
}

/** Bodies of `bytes` that pass a link in `seconds`. */
export function bodiesByLink(bitsPerSecond: number, bytes: number, seconds: number): number {
  return Math.floor((bitsPerSecond / 8 / bytes) * seconds)
}

/** From the first reader of a refresh to the last, ms: grows with their number. */
export function spreadMs(streams: number, measured: { streams: number; ms: number }): number {
  return (measured.ms * streams) / measured.streams
}

/** Bytes a stream brings in a minute, after its first frame. */
export function streamBytesPerMinute({ measuredOnce, settings }: ScaleInputs): number {
  const { deltaBytes, heartbeatBytes } = measuredOnce
  return (60 / settings.refreshSeconds) * deltaBytes + (60 / settings.heartbeatSeconds) * heartbeatBytes
}

/** Bytes of a visit: the page with all it loads, the stream's first frame, and what follows. */
export function visitBytes(inputs: ScaleInputs): number {
  const { measured, measuredOnce, assumed } = inputs
  const stream = measuredOnce.firstFrameBytes + assumed.visitMinutes * streamBytesPerMinute(inputs)
  return measured.firstViewKilobytes * 1024 + stream
}

/** Bytes a reader who polls takes in a minute: one body a refresh, else 304, whose head is not counted. */
export function pollBytesPerMinute({ measured, settings }: ScaleInputs): number {
  return (60 / settings.refreshSeconds) * measured.snapshotGzip.bytes
}

/** Readers at once in the busiest hour of so many visits a month. */
export function readersAtPeak(visits: number, visitMinutes: number, peakOverMean: number): number {
  return Math.ceil(((visits * visitMinutes) / MINUTES_PER_MONTH) * peakOverMean)
}

/** Gigabytes (10⁹) a month of readers who are there all the time. */
export function gigabytesPerMonth(readers: number, bytesPerMinute: number): number {
  return (readers * bytesPerMinute * MINUTES_PER_MONTH) / GIGABYTE
}

export interface StoredRows {
  batches: number
  points: number
}

/** Rows written in a year: a batch a refresh, a point an hour and a day of each token. */
export function rowsPerYear({ settings }: ScaleInputs): StoredRows {
  const { refreshSeconds, tokens } = settings
  return { batches: SECONDS_PER_YEAR / refreshSeconds, points: tokens * (365 * 24 + 365) }
}

/** Rows there are once retention takes as many as come. */
export function rowsKept({ settings }: ScaleInputs): StoredRows {
  const { refreshSeconds, tokens, batchDays, hourlyDays, dailyDays } = settings
  return { batches: (batchDays * 86_400) / refreshSeconds, points: tokens * (hourlyDays * 24 + dailyDays) }
}

export function bytesKept(inputs: ScaleInputs): number {
  const { batches, points } = rowsKept(inputs)
  const { batchBytes, pointBytes } = inputs.measuredOnce
  return batches * batchBytes + points * pointBytes
}

/** USD of a month's gigabytes, each at the price of its tier. */
export function trafficCost(gigabytes: number, tiers: PriceTiers): number {
  let from = 0
  let usd = 0
  for (const tier of tiers) {
    const to = tier.upToGigabytes ?? Number.POSITIVE_INFINITY
    usd += Math.max(0, Math.min(gigabytes, to) - from) * tier.usd
    from = to
  }
  return usd
}
