import { parseArgs } from 'node:util'
import { reportFatal } from '#lib/server/report-fatal'
import { runMutants } from '../mutants/mutated-tree.ts'
import { FRONT_GUARD_MUTANTS } from './front-mutants.ts'
import { STORE_GUARD_MUTANTS } from './store-mutants.ts'
import { UPSTREAM_GUARD_MUTANTS } from './upstream-mutants.ts'

/** `npm run faults:mutants`: removes one guard at a time from a copy; its cheapest test or row must turn red.
 * `-- --only TEXT`: those whose name or file holds the text. */
const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } })
const ALL = [...UPSTREAM_GUARD_MUTANTS, ...STORE_GUARD_MUTANTS, ...FRONT_GUARD_MUTANTS]

try {
  runMutants(
    ALL.filter(({ file, name }) => file.includes(values.only) || name.includes(values.only)),
    'caught',
  )
} catch (error) {
  reportFatal(error)
}
