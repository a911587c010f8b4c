import * as z from 'zod/mini'

const Membership = z.object({
  layer: z.string(),
  category: z.string(),
  primary: z.boolean(),
  share: z.number(),
  reason: z.string(),
  source: z.string(),
})

/** Answer of `/api/stack`: the mapping in force, with its version, hash and sources. */
export const StackView = z.object({
  version: z.string(),
  sha256: z.string(),
  sources: z.array(z.object({ id: z.string(), title: z.string(), date: z.string() })),
  layers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      rank: z.int(),
      summary: z.string(),
      categories: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  ),
  benchmarks: z.array(z.object({ coingeckoId: z.string(), symbol: z.string(), name: z.string() })),
  projects: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      symbol: z.nullable(z.string()),
      coingeckoId: z.nullable(z.string()),
      scope: z.enum(['core', 'adjacent']),
      status: z.enum(['active', 'legacy', 'inactive', 'no-token', 'pre-launch']),
      since: z.nullable(z.string()),
      note: z.nullable(z.string()),
      aliases: z.array(z.string()),
      memberships: z.array(Membership),
    }),
  ),
})
export type StackView = z.infer<typeof StackView>
