import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The folders of `PATH`. */
export function pathFolders(): string[] {
  return (process.env.PATH ?? '').split(delimiter)
}

/** The first program with one of the names, folder by folder; `null` where there is none. */
export function findProgram(names: readonly string[], folders: readonly string[]): string | null {
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return candidates.find(isExecutable) ?? null
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
