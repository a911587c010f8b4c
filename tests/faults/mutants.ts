import { reportFatal } from '#lib/server/report-fatal'
import { runMutants } from '../mutants/mutated-tree.ts'
import { FRONT_GUARD_MUTANTS } from './front-mutants.ts'
import { UPSTREAM_GUARD_MUTANTS } from './upstream-mutants.ts'

/** `npm run faults:mutants`: removes one guard at a time from a copy; its cheapest test or row must turn red. */
try {
  runMutants([...UPSTREAM_GUARD_MUTANTS, ...FRONT_GUARD_MUTANTS], 'caught')
} catch (error) {
  reportFatal(error)
}
