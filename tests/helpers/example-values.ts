import type { ExampleFigure } from '#lib/core/analytics/board/metric-examples/metric-example'
import type { MetricId } from '#lib/core/metrics/metric'
import type { Methodology } from '#lib/server/services/get-methodology'

/** Every result of a metric's worked example, the headline first. */
export function results(answer: Methodology, id: MetricId): readonly ExampleFigure[] {
  return answer.examples[id].results
}

/** The headline of a worked example. @throws Error where it is unknown */
export function headline(answer: Methodology, id: MetricId): number {
  const value = results(answer, id)[0]?.value
  if (typeof value !== 'number') throw new Error(`${id} has no number: ${value}`)
  return value
}

/** An input of a worked example by its label. */
export function input(answer: Methodology, id: MetricId, label: string) {
  return answer.examples[id].inputs.find((one) => one.label === label)?.value
}
