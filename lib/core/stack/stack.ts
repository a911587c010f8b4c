import type { infer as Infer } from 'zod'
import type { StackSchema } from '#lib/core/stack/stack-schema'

/** The mapping as read from `data/stack.json`; see `data/README.md` for the meaning of each field. */
export type Stack = Infer<typeof StackSchema>
export type StackProject = Stack['projects'][number]
export type StackMembership = StackProject['memberships'][number]
export type StackLayer = Stack['layers'][number]
