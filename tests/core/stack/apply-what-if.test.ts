import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyWhatIf, droppedProjects, WHAT_IF } from '#lib/core/stack/apply-what-if'
import { parseStack } from '#lib/core/stack/parse-stack'
import { layersOf, type ResolvedMove, resolveWhatIf } from '#lib/core/stack/resolve-what-if'
import type { Stack } from '#lib/core/stack/stack'
import { StackSchema } from '#lib/core/stack/stack-schema'
import { MAX_MOVES, parseWhatIf } from '#lib/core/stack/what-if'
import { PROJECT_ROOT } from '#lib/server/project-root'

const parsed = parseStack(readFileSync(join(PROJECT_ROOT, 'data', 'stack.json'), 'utf8'), 'stack.json')
if (!parsed.ok) throw new Error('the shipped mapping is not well formed')
const { stack } = parsed
const LAYERS = stack.layers.map(({ id }) => id)
const MOVABLE = stack.projects.flatMap(({ coingeckoId, status }) =>
  coingeckoId !== null && status === 'active' && !stack.benchmarks.some((b) => b.coingeckoId === coingeckoId)
    ? [coingeckoId]
    : [],
)

function movesOf(text: string): ResolvedMove[] {
  const read = parseWhatIf(text)
  const resolved = read.ok ? resolveWhatIf(stack, read.moves) : read
  if (!resolved.ok) throw new Error(`${resolved.refusal.entry} ${resolved.refusal.reason}`)
  return resolved.moves
}

const projectOf = (mapping: Stack, id: string) =>
  mapping.projects.find(({ coingeckoId }) => coingeckoId === id)

describe(resolveWhatIf.name, () => {
  it('says where each token comes from, the primary layer first', () => {
    expect(movesOf('bittensor:applications,golem:marketplaces')).toEqual([
      { id: 'bittensor', from: ['infrastructure', 'middleware'], to: 'applications' },
      { id: 'golem', from: ['middleware'], to: 'marketplaces' },
    ])
  })

  it('leaves out a move into the one layer a token already stands in', () => {
    expect(movesOf('golem:middleware')).toEqual([])
    expect(movesOf('bittensor:infrastructure')).toHaveLength(1)
  })

  it.each([
    ['golem:nowhere', 'names no layer; allowed: infrastructure, middleware, marketplaces, applications'],
    ['dogecoin:-', 'is not a CoinGecko id of the mapping'],
    ['bitcoin:-', 'is a benchmark'],
    ['ethereum:middleware', 'is a benchmark'],
    ['sonm:-', 'is inactive and counts in no figure'],
    ['singularitynet:middleware', 'is legacy and counts in no figure'],
  ])('refuses %s', (text, reason) => {
    expect(() => movesOf(text)).toThrow(`${text} ${reason}`)
  })
})

describe(applyWhatIf.name, () => {
  it('gives a moved project one membership, in a category that comes last and says what it is', () => {
    const changed = applyWhatIf(stack, movesOf('bittensor:applications'))
    const project = projectOf(changed, 'bittensor')
    expect(project?.memberships).toEqual([
      {
        layer: 'applications',
        category: WHAT_IF,
        primary: true,
        source: WHAT_IF,
        reason:
          'Moved here by the what-if of this view; the shipped mapping has it in Infrastructure, Inference networks and in Middleware, Coordination.',
      },
    ])
    expect(changed.layers.find(({ id }) => id === 'applications')?.categories.at(-1)).toEqual({
      id: WHAT_IF,
      name: 'Moved here (what-if)',
    })
    expect(
      changed.layers.filter(({ categories }) => categories.some(({ id }) => id === WHAT_IF)),
    ).toHaveLength(1)
    expect(changed.sources.at(-1)).toMatchObject({ id: WHAT_IF, date: stack.version })
    expect({ ...project, memberships: [] }).toEqual({ ...projectOf(stack, 'bittensor'), memberships: [] })
  })

  it('takes a dropped project out and keeps it by the side', () => {
    const moves = movesOf('golem:-')
    expect(projectOf(applyWhatIf(stack, moves), 'golem')).toBeUndefined()
    expect(droppedProjects(stack, moves)).toEqual([projectOf(stack, 'golem')])
  })

  it('is the mapping itself without moves', () => {
    expect(applyWhatIf(stack, [])).toBe(stack)
    expect(droppedProjects(stack, [])).toEqual([])
  })

  it('is a mapping like any other, with everything not named left as it is', () => {
    const someMoves = fc.uniqueArray(
      fc.record({ id: fc.constantFrom(...MOVABLE), to: fc.constantFrom(...LAYERS, null) }),
      { selector: ({ id }) => id, maxLength: MAX_MOVES },
    )
    fc.assert(
      fc.property(someMoves, (asked) => {
        const resolved = resolveWhatIf(stack, asked)
        if (!resolved.ok) throw new Error(resolved.refusal.reason)
        const before = structuredClone(stack)
        const changed = applyWhatIf(stack, resolved.moves)
        expect(stack).toEqual(before)
        const checked = StackSchema.safeParse(changed)
        expect(checked.error?.issues ?? []).toEqual([])
        const moved = new Map(resolved.moves.map(({ id, to }) => [id, to]))
        const kept = stack.projects.filter(({ coingeckoId }) => moved.get(coingeckoId ?? '') !== null)
        expect(changed.projects.map(({ slug }) => slug)).toEqual(kept.map(({ slug }) => slug))
        for (const project of changed.projects) {
          const to = moved.get(project.coingeckoId ?? '')
          if (to === undefined) expect(stack.projects).toContain(project)
          else expect(layersOf(project)).toEqual([to])
        }
      }),
      { numRuns: 200 },
    )
  })
})
