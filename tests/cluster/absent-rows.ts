import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_ROOT } from '#lib/server/project-root'

export interface AbsentRow {
  /** Of the fault catalogue. */
  id: string
  fault: string
  /** Packages of what this product does without. */
  packages: RegExp
}

/** Faults of parts that this product does not have. */
export const ABSENT_ROWS: readonly AbsentRow[] = [
  { id: 'I12', fault: 'Redis or NATS that is down', packages: /redis|valkey|nats/ },
]

/** Whether the part came to be used after all, so that its row has to be played. */
export function isUsed({ packages }: AbsentRow): boolean {
  const file = join(PROJECT_ROOT, 'package.json')
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(readFileSync(file, 'utf8'))
  return Object.keys(dependencies).some((name) => packages.test(name))
}
