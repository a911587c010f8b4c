import { z } from 'zod'

const record = z.record(z.string(), z.unknown())

/** One reference case: what goes in, what must come out and how far it may be off. */
export const VectorCase = z.object({
  id: z.string().min(1),
  op: z.string().min(1),
  params: record,
  input: record,
  /** Only the keys listed here are compared. */
  expected: record,
  tolerance: z.object({ rel: z.number().nonnegative(), abs: z.number().nonnegative() }),
})
export type VectorCase = z.infer<typeof VectorCase>

export const CaseFile = z.object({
  schemaVersion: z.literal(1),
  group: z.string(),
  cases: z.array(VectorCase),
})

/** Shared inputs by key. */
export const SeriesFile = record
export type SeriesFile = z.infer<typeof SeriesFile>
