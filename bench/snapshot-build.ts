import { buildSnapshot } from '#lib/core/analytics/board/build-snapshot'
import { createRuntime } from '#lib/server/create-runtime'
import { readEnv } from '#lib/server/env'
import { createLogger } from '#lib/server/logger'
import { boardView } from '#lib/server/services/board-view'
import { medianOf, type Result } from './result.ts'

/** Building one snapshot of the whole mapping from data in memory, against serialising the same snapshot. */
export async function snapshotBuild(): Promise<Result[]> {
  await createRuntime({ env: readEnv({ STRATA_SOURCE: 'recorded' }), logger: createLogger('silent') })
  const { input } = boardView({ weighting: 'capped', scope: 'all' })
  const snapshot = buildSnapshot(input)
  const build = await medianOf(51, () => timed(() => buildSnapshot(input)))
  const stringify = await medianOf(51, () => timed(() => JSON.stringify(snapshot)))
  const name = `snapshot of ${snapshot.tokens.length} tokens`
  return [
    {
      name,
      value: build,
      unit: 'ms',
      target: 10,
      baseline: { name: 'JSON.stringify of it', value: stringify },
    },
  ]
}

function timed(work: () => unknown): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}
