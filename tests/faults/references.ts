import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_ROOT } from '#lib/server/project-root'
import type { Row } from './row.ts'

/** Tests a row rests on that are not there: so that the table cannot go on naming what was renamed or removed. */
export function missingReferences({ by = [] }: Row): string[] {
  return by.flatMap(({ file, test }) => {
    const path = join(PROJECT_ROOT, file)
    if (!existsSync(path)) return [`${file} does not exist`]
    const source = readFileSync(path, 'utf8')
    return ["'", '"', '`'].some((quote) => source.includes(`${quote}${test}${quote}`))
      ? []
      : [`${file} has no test "${test}"`]
  })
}
