import { findRuleBreaches } from '#lib/core/stack/stack-rules'
import { refusal, StackShape } from '#lib/core/stack/stack-shape'

/** The whole mapping: every field well formed, no unknown field, and all rules between fields kept. */
export const StackSchema = StackShape.superRefine((stack, context) => {
  // A field of the wrong form breaks rules as well: one mistake, one message.
  if (context.issues.length > 0) return
  for (const { path, reason, allowed } of findRuleBreaches(stack)) {
    context.addIssue({ code: 'custom', path, message: refusal(reason, allowed) })
  }
})
