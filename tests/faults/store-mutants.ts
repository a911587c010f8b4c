import type { Mutant } from '../mutants/mutant.ts'

const STORE = 'lib/server/store'
const SQLITE = 'lib/server/store/sqlite'

/** Guards of what is kept: damage, two processes, later versions, memory while the disk refuses. */
export const STORE_GUARD_MUTANTS: readonly Mutant[] = [
  {
    name: 'a damaged database stays where it is',
    file: `${SQLITE}/sqlite-engine.ts`,
    find: '    setAside(this.file, now)\n',
    replace: '',
    tests: 'tests/store/damage.test.ts tests/store/sqlite-engine.test.ts',
  },
  {
    name: 'any process mends what another keeps',
    file: `${SQLITE}/sqlite-engine.ts`,
    find: "if (!this.isKeeper) throw new StorageFault('damaged')",
    replace: '',
    tests: 'tests/store/damage.test.ts',
  },
  {
    name: 'two processes poll on one folder',
    file: `${SQLITE}/sqlite-lease.ts`,
    find: "'begin exclusive'",
    replace: "'begin'",
    tests: 'tests/store/sqlite-lease.test.ts',
  },
  {
    name: 'what waits for the disk grows without end',
    file: `${STORE}/write-backlog.ts`,
    find: 'const MOST_BATCHES = 60',
    replace: 'const MOST_BATCHES = 1e9',
    tests: 'tests/store/resilient-store.test.ts',
  },
  {
    name: 'a database of a later version is written to',
    file: `${STORE}/migrations/migrate.ts`,
    find: 'if (unknown !== undefined) throw',
    replace: "if (unknown === '') throw",
    tests: 'tests/store/sqlite-database.test.ts',
  },
]
