import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '#lib/server/project-root'
import config from '../next.config.ts'

const read = (file: string) => readFileSync(join(PROJECT_ROOT, file), 'utf8')
const app = execFileSync('git', ['ls-files', 'app', 'lib/client'], { cwd: PROJECT_ROOT, encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file) && existsSync(join(PROJECT_ROOT, file)))

describe('what of Next can be reached', () => {
  it('has no actions, no cached functions, no proxy and no root catch-all', () => {
    const directives = app.filter((file) => /^\s*['"]use (?:server|cache)/m.test(read(file)))
    expect(directives).toEqual([])
    for (const file of ['proxy.ts', 'middleware.ts', 'src', 'app/[...path]', 'app/[[...path]]'])
      expect([file, existsSync(join(PROJECT_ROOT, file))]).toEqual([file, false])
  })

  it('has no image optimizer, no rewrites or redirects, no maps of its sources and no name of itself', () => {
    expect(config.images).toEqual({ unoptimized: true })
    expect([config.rewrites, config.redirects, config.headers]).toEqual([undefined, undefined, undefined])
    expect([config.productionBrowserSourceMaps ?? false, config.poweredByHeader]).toEqual([false, false])
    expect(config.cacheComponents ?? false).toBe(false)
  })

  it('writes markup from a string in one place only, and that is a constant', () => {
    const writers = app.filter((file) =>
      /dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML/.test(read(file)),
    )
    expect(writers).toEqual(['app/_components/theme-script.tsx'])
  })
})
