import * as z from 'zod/mini'

/** Answer of `/api/correlation`: daily simple returns in USD, pairwise complete; `null` below 60 joint days. */
export const CorrelationAnswer = z.object({
  asOf: z.string(),
  /** Daily returns looked at. */
  window: z.int(),
  ids: z.array(z.string()),
  /** Rows and columns in the order of `ids`, −1…1. */
  matrix: z.array(z.array(z.nullable(z.number()))),
  /** Joint days behind each cell. */
  n: z.array(z.array(z.int())),
  /** 95 % interval of each cell by Fisher's transformation; `null` where the cell is, and on the diagonal. */
  low: z.array(z.array(z.nullable(z.number()))),
  high: z.array(z.array(z.nullable(z.number()))),
  /** Joint days a cell needs. */
  needed: z.int(),
  /** Places of `ids`, similar ones side by side. */
  order: z.array(z.int()),
})
export type CorrelationAnswer = z.infer<typeof CorrelationAnswer>
