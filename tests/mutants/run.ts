import { reportFatal } from '#lib/server/report-fatal'
import { ANALYTICS_MUTANTS } from './analytics-mutants.ts'
import { runMutants } from './mutated-tree.ts'

/** `npm run mutants`: seeds one mistake at a time into a copy of the sources; its tests must turn red. */
try {
  runMutants(ANALYTICS_MUTANTS, 'red')
} catch (error) {
  reportFatal(error)
}
