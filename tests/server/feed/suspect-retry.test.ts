import { expect, it } from 'vitest'
import { retryDelay } from '#lib/server/feed/retry-delay'
import { UpstreamError } from '#lib/server/upstream/upstream-error'

it.each([1, 2, 50])(
  'after refusal %i of an answer the next is asked for a whole period later',
  (failures) => {
    const error = new UpstreamError('suspect', 'prices jumped together')
    expect(retryDelay({ error, failures, periodMs: 600_000 })).toBe(600_000)
  },
)
