import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { FRONT_GUARD_MUTANTS } from '../faults/front-mutants.ts'
import { STORE_GUARD_MUTANTS } from '../faults/store-mutants.ts'
import { UPSTREAM_GUARD_MUTANTS } from '../faults/upstream-mutants.ts'
import { ANALYTICS_MUTANTS } from './analytics-mutants.ts'

const ALL = [...ANALYTICS_MUTANTS, ...UPSTREAM_GUARD_MUTANTS, ...STORE_GUARD_MUTANTS, ...FRONT_GUARD_MUTANTS]

// They are seeded in full runs only; whoever changes such a line hears of it at once.
test.each(ALL)('the code that "$name" changes stands in its file once', ({ and = [], ...mutant }) => {
  for (const { file, find } of [mutant, ...and]) {
    const parts = readFileSync(join(PROJECT_ROOT, file), 'utf8').split(find)
    expect([file, parts.length - 1]).toEqual([file, 1])
  }
})
