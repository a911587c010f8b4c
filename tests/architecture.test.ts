import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROJECT_ROOT } from '#lib/server/project-root'

const BIOME = join(PROJECT_ROOT, 'node_modules', '.bin', 'biome')
const MAX_FILE_LINES = 250

/** (file, import, allowed?): the zones of `lib/README.md`, each probed from both sides of its fence. */
const PROBES: readonly [file: string, module: string, allowed: boolean][] = [
  ['lib/core/analytics/probe.ts', '#lib/core/market/quote', true],
  ['lib/core/analytics/probe.ts', 'd3-array', true],
  ['lib/core/chart/probe.ts', 'd3-hierarchy', true],
  ['lib/core/contract/probe.ts', 'zod/mini', true],
  ['lib/core/csv/probe.ts', 'csv-stringify/sync', true],
  ['lib/core/analytics/probe.ts', 'node:fs', false],
  ['lib/core/analytics/probe.ts', 'react', false],
  ['lib/core/analytics/probe.ts', 'next/server', false],
  ['lib/core/analytics/probe.ts', 'axios', false],
  ['lib/core/analytics/probe.ts', '#lib/server/clock', false],
  ['lib/core/analytics/probe.ts', '#lib/client/queries/api-client', false],
  ['lib/server/feed/probe.ts', '#lib/core/market/quote', true],
  ['lib/server/feed/probe.ts', '#lib/server/store/market-store', true],
  ['lib/server/feed/probe.ts', 'axios', false],
  ['lib/server/feed/probe.ts', 'recharts', false],
  ['lib/server/feed/probe.ts', '@tanstack/react-query', false],
  ['lib/server/feed/probe.ts', '#lib/client/queries/api-client', false],
  ['lib/server/feed/probe.ts', '#app/page', false],
  ['lib/server/upstream/probe.ts', 'axios', true],
  ['lib/server/upstream/probe.ts', '#lib/core/market/quote', true],
  ['lib/server/upstream/probe.ts', '#lib/server/store/market-store', false],
  ['lib/server/upstream/probe.ts', '#lib/server/feed/pacer', false],
  ['lib/server/services/probe.ts', '#lib/core/contract/snapshot', true],
  ['lib/server/services/probe.ts', '#lib/server/runtime', true],
  ['lib/server/services/probe.ts', '#lib/server/upstream/client', false],
  ['lib/server/services/probe.ts', 'next/server', false],
  ['lib/server/services/probe.ts', 'axios', false],
  ['lib/client/probe.ts', '#lib/core/contract/snapshot', true],
  ['lib/client/probe.ts', '@tanstack/react-query', true],
  ['lib/client/probe.ts', '#lib/server/clock', false],
  ['lib/client/probe.ts', 'axios', false],
  ['lib/client/probe.ts', 'recharts', false],
  ['lib/client/probe.ts', 'node:fs', false],
  ['app/api/probe/route.ts', '#lib/server/services/get-snapshot', true],
  ['app/api/probe/route.ts', '#lib/server/http/respond', true],
  ['app/api/probe/route.ts', '#lib/core/contract/queries', true],
  ['app/api/probe/route.ts', '#lib/server/store/market-store', false],
  ['app/api/probe/route.ts', '#lib/server/upstream/client', false],
  ['app/api/probe/route.ts', '#lib/client/queries/api-client', false],
  ['app/probe/page.tsx', '#lib/server/services/get-snapshot', true],
  ['app/probe/page.tsx', '#lib/server/upstream/client', false],
  ['app/probe/page.tsx', 'axios', false],
  ['app/probe/page.tsx', 'recharts', false],
  ['app/_components/probe.tsx', '#lib/client/queries/api-client', true],
  ['app/_components/probe.tsx', '#lib/server/services/get-snapshot', false],
  ['app/_components/probe.tsx', 'recharts', false],
  ['app/_overview/probe.tsx', '#lib/server/services/get-snapshot', false],
  ['app/_overview/probe.tsx', 'recharts', false],
  ['app/_charts/probe.tsx', 'recharts', true],
  ['app/_charts/probe.tsx', '#lib/core/format/format-percent', true],
  ['app/_charts/probe.tsx', '@tanstack/react-query', false],
  ['app/_charts/probe.tsx', '#lib/client/queries/api-client', false],
]

interface Finding {
  category: string
  location: { path: string | { file: string } }
}

/** The probes' files that the fence stops: all of them written to a copy of the tree's shape and linted at once. */
function stoppedProbes(): Set<number> {
  const folder = mkdtempSync(join(tmpdir(), 'strata-fence-'))
  try {
    const rules = JSON.parse(readFileSync(join(PROJECT_ROOT, 'biome.json'), 'utf8'))
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...rules, vcs: { enabled: false } }))
    for (const [at, [file, module]] of PROBES.entries()) {
      mkdirSync(dirname(join(folder, numbered(file, at))), { recursive: true })
      writeFileSync(join(folder, numbered(file, at)), `import '${module}'\n`)
    }
    const args = [
      'lint',
      '--only=style/noRestrictedImports',
      '--reporter=json',
      '--max-diagnostics=1000',
      '.',
    ]
    const { stdout } = spawnSync(BIOME, args, { cwd: folder, encoding: 'utf8' })
    const { diagnostics }: { diagnostics: Finding[] } = JSON.parse(stdout)
    return new Set(diagnostics.map(({ location }) => probeOf(location.path)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Zones go by folders, so a folder of its own below the zone keeps probes of one file name apart. */
function numbered(file: string, at: number): string {
  return join(dirname(file), `probe-${at}`, file.slice(dirname(file).length + 1))
}

function probeOf(path: Finding['location']['path']): number {
  const file = typeof path === 'string' ? path : path.file
  return Number(/probe-(\d+)/.exec(file)?.[1])
}

const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: PROJECT_ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '')
const read = (file: string) => readFileSync(join(PROJECT_ROOT, file), 'utf8')
const sources = tracked.filter((file) => /^(app|lib|tests|e2e|bench)\/.*\.(ts|tsx|mjs)$/.test(file))

describe('the house', () => {
  it('has a fence that stops exactly what the zones forbid', () => {
    const stopped = stoppedProbes()
    const wrong = PROBES.filter(([, , allowed], at) => stopped.has(at) === allowed)
    expect(wrong).toEqual([])
  })

  it('keeps every source file within 250 lines', () => {
    const long = sources.filter((file) => read(file).split('\n').length > MAX_FILE_LINES + 1)
    expect(long).toEqual([])
  })

  it('has no drawer', () => {
    const drawers = sources.filter((file) =>
      /(^|\/)(utils?|helpers?|common|misc|types|shared|index)\.tsx?$/.test(file),
    )
    expect(drawers).toEqual([])
  })

  it('fills in no measured number', () => {
    const product = sources.filter((file) => /^(app|lib)\//.test(file))
    expect(product.filter((file) => /\?\? 0(?![.\d])/.test(read(file)))).toEqual([])
  })

  it('keeps test data and text free of the machine it was made on', () => {
    const texts = tracked.filter((file) => !/\.(png|ico|woff2?)$/.test(file))
    const roots = ['work', 'tmp', 'farm'].map((name) => `/${name}/`)
    expect(
      texts.filter(
        (file) => file !== 'tests/architecture.test.ts' && roots.some((root) => read(file).includes(root)),
      ),
    ).toEqual([])
  })
})
