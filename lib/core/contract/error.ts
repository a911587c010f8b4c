import * as z from 'zod/mini'

export const ErrorBody = z.object({
  error: z.object({ code: z.string(), message: z.string(), field: z.optional(z.string()) }),
})
export type ErrorBody = z.infer<typeof ErrorBody>
