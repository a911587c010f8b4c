import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '#lib/server/project-root'

interface LockedPackage {
  version?: string
  resolved?: string
  optionalDependencies?: Record<string, string>
}

const lock: { packages: Record<string, LockedPackage> } = JSON.parse(
  readFileSync(join(PROJECT_ROOT, 'package-lock.json'), 'utf8'),
)

describe('package-lock.json', () => {
  it('holds every optional platform package, so that npm ci works on every platform', () => {
    const names = new Set(Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, '')))
    const absent = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies).filter((name) => !names.has(name)),
    )
    expect(names.size).toBeGreaterThan(100)
    expect(absent).toEqual([])
  })

  it('names no registry', () => {
    expect(Object.entries(lock.packages).filter(([, { resolved }]) => resolved?.startsWith('http'))).toEqual(
      [],
    )
  })

  it('stays above the security floor', () => {
    const versionOf = (name: string) => lock.packages[`node_modules/${name}`]?.version ?? 'absent'
    const isAtLeast = (version: string, floor: string) =>
      version.localeCompare(floor, 'en', { numeric: true }) >= 0 && version !== 'absent'
    expect(isAtLeast(versionOf('next'), '16.4.5')).toBe(true)
    expect(isAtLeast(versionOf('react'), '19.3.1')).toBe(true)
    expect(isAtLeast(versionOf('zod'), '4.6.7')).toBe(true)
  })
})
