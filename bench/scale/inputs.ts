import * as z from 'zod'

const dated = { date: z.iso.date(), where: z.string() }
const price = { name: z.string(), source: z.string(), read: z.iso.date() }
const positive = z.number().positive()

/** What the estimates rest on: measured, set in the code, assumed, or a price of somebody's. */
export const ScaleInputs = z.strictObject({
  measured: z.strictObject({
    ...dated,
    snapshotGzip: z.strictObject({ perSecond: positive, bytes: positive }),
    notModified: z.strictObject({ perSecond: positive }),
    homeBrotli: z.strictObject({ perSecond: positive, bytes: positive }),
    /** Plain snapshots a second at which clients had to wait. */
    capacityPerSecond: positive,
    streamKilobytes: positive,
    /** From the first reader of a refresh to the last. */
    spread: z.strictObject({ streams: positive, ms: positive }),
    idleMegabytes: positive,
    firstViewKilobytes: positive,
  }),
  /** Not part of the suite. */
  measuredOnce: z.strictObject({
    ...dated,
    firstFrameBytes: positive,
    deltaBytes: positive,
    heartbeatBytes: positive,
    pointBytes: positive,
    batchBytes: positive,
  }),
  settings: z.strictObject({
    refreshSeconds: positive,
    heartbeatSeconds: positive,
    pollSeconds: positive,
    tokens: positive,
    batchDays: positive,
    hourlyDays: positive,
    dailyDays: positive,
    streamsPerInstance: positive,
    instanceMegabytes: positive,
  }),
  assumed: z.strictObject({
    /** Share of what was measured that is planned with. */
    headroom: positive.max(1),
    visitMinutes: positive,
    peakOverMean: positive,
    linkBitsPerSecond: positive,
    /** Time in which a refresh shall have reached every stream. */
    burstSeconds: positive,
  }),
  prices: z.strictObject({
    traffic: z
      .array(
        z.strictObject({
          ...price,
          tiers: z
            .array(z.strictObject({ upToGigabytes: positive.nullable(), usd: z.number().min(0) }))
            .min(1)
            .max(10),
        }),
      )
      .min(1)
      .max(10),
    instance: z.strictObject({ ...price, usdPerMonth: positive }),
  }),
})
export type ScaleInputs = z.infer<typeof ScaleInputs>

export type Measured = ScaleInputs['measured']
export type PriceTiers = readonly { upToGigabytes: number | null; usd: number }[]
