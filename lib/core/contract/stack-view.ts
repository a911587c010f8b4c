import * as z from 'zod/mini'
import { MappingMove } from '#lib/core/contract/snapshot'

const Membership = z.object({
  layer: z.string(),
  category: z.string(),
  primary: z.boolean(),
  share: z.number(),
  reason: z.string(),
  source: z.string(),
})

const StackProject = z.object({
  slug: z.string(),
  name: z.string(),
  symbol: z.nullable(z.string()),
  coingeckoId: z.nullable(z.string()),
  scope: z.enum(['core', 'adjacent']),
  status: z.enum(['active', 'legacy', 'inactive', 'no-token', 'pre-launch']),
  since: z.nullable(z.string()),
  note: z.nullable(z.string()),
  /** Named by the source guide. */
  guide: z.boolean(),
  aliases: z.array(z.string()),
  website: z.nullable(z.string()),
  memberships: z.array(Membership),
})
export type StackViewProject = z.infer<typeof StackProject>

/** Answer of `/api/stack`: the mapping in force, or that of a what-if, with its version, hash and sources. */
export const StackView = z.object({
  version: z.string(),
  /** Of the mapping file; a what-if starts from it and is named by `version`. */
  sha256: z.string(),
  /** Changes of a what-if; empty for the mapping in force. */
  moves: z.array(MappingMove),
  sources: z.array(
    z.object({ id: z.string(), title: z.string(), date: z.string(), note: z.nullable(z.string()) }),
  ),
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
  projects: z.array(StackProject),
  /** Projects that the what-if takes out, with their places in the mapping in force. */
  dropped: z.array(StackProject),
})
export type StackView = z.infer<typeof StackView>
