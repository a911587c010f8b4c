import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** What a build is made from. */
export const BUILD_SOURCES = [
  'app',
  'lib',
  'next.config.ts',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'tsconfig.json',
]

/** Hash over names and bytes of every source file: equal stamps mean an equal build. Cost: some 10 ms. */
export function sourceStamp(root: string): string {
  const hash = createHash('sha256')
  for (const file of BUILD_SOURCES.flatMap((name) => filesBelow(join(root, name)))) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function filesBelow(path: string): string[] {
  const entries = listFolder(path)
  if (entries === null) return [path]
  return entries.toSorted().flatMap((name) => filesBelow(join(path, name)))
}

function listFolder(path: string): string[] | null {
  try {
    return readdirSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return null
    throw error
  }
}
