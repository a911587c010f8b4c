import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { reportFatal } from '#lib/server/report-fatal'
import { ScaleInputs } from './scale/inputs.ts'
import { measuredNow } from './scale/measured-now.ts'
import { scaleTable } from './scale/table.ts'

/** `npm run bench:scale`: what one instance, one link and one database carry and what it costs, from measured inputs. */
function run(): void {
  const folder = join(PROJECT_ROOT, 'bench')
  const kept = ScaleInputs.parse(JSON.parse(readFileSync(join(folder, 'scale', 'inputs.json'), 'utf8')))
  const results = join(folder, 'results.json')
  const inputs = existsSync(results) ? { ...kept, measured: measuredIn(results, kept.measured) } : kept
  const { measured, measuredOnce, prices } = inputs
  const lines = scaleTable(inputs)
  const width = (column: 0 | 1) => Math.max(...lines.map((line) => line[column].length))
  for (const [figure, value, from] of lines)
    console.log(`${figure.padEnd(width(0))}  ${value.padStart(width(1))}  ${from}`)
  console.log(`\nMeasured ${measured.date}: ${measured.where}`)
  console.log(`Measured ${measuredOnce.date}: ${measuredOnce.where}`)
  for (const { name, source, read } of [...prices.traffic, prices.instance])
    console.log(`Price of ${name}, read ${read}: ${source}`)
}

function measuredIn(file: string, older: ScaleInputs['measured']): ScaleInputs['measured'] {
  const date = statSync(file).mtime.toISOString().slice(0, 10)
  return measuredNow(older, JSON.parse(readFileSync(file, 'utf8')), date)
}

try {
  run()
} catch (error) {
  reportFatal(error)
}
