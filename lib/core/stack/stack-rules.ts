import { type PathStep, toJsonPath } from '#lib/core/stack/json-path'
import type { StackShape } from '#lib/core/stack/stack-shape'

/** A broken rule between fields. */
export interface RuleBreach {
  path: PathStep[]
  reason: string
  allowed: string
}

type Project = StackShape['projects'][number]

/** Two shares that differ from 1 by less than this are equal to it: 1/3 three times is not exactly 1. */
const SHARE_TOLERANCE = 1e-9

/** Everything that must hold between the fields of a mapping whose fields are each well formed. */
export function findRuleBreaches(stack: StackShape): RuleBreach[] {
  return [
    ...repeatedNames(stack),
    ...reservedLayerIds(stack),
    ...tooManyCoins(stack),
    ...stack.projects.flatMap((project, index) => [
      ...tokenBreaches(project, ['projects', index]),
      ...referenceBreaches(stack, project, index),
      ...membershipBreaches(project, ['projects', index, 'memberships']),
    ]),
  ]
}

/** One market request holds no more ids, and a refresh is one request. */
const MAX_COINS = 250

function tooManyCoins({ projects, benchmarks }: StackShape): RuleBreach[] {
  const coins = new Set([...projects, ...benchmarks].flatMap(({ coingeckoId }) => coingeckoId ?? []))
  if (coins.size <= MAX_COINS) return []
  const reason = `${coins.size} different CoinGecko ids, more than one market request holds`
  return [{ path: ['projects'], reason, allowed: `at most ${MAX_COINS}` }]
}

interface Named {
  value: string | number | null
  path: PathStep[]
}

function repeatedNames(stack: StackShape): RuleBreach[] {
  const { sources, layers, benchmarks, projects } = stack
  return [
    ...repeats(
      'source id',
      sources.map(({ id }, index) => ({ value: id, path: ['sources', index, 'id'] })),
    ),
    ...repeats(
      'layer id',
      layers.map(({ id }, index) => ({ value: id, path: ['layers', index, 'id'] })),
    ),
    ...repeats(
      'rank',
      layers.map(({ rank }, index) => ({ value: rank, path: ['layers', index, 'rank'] })),
    ),
    ...layers.flatMap(({ categories }, layer) =>
      repeats(
        'category id in its layer',
        categories.map(({ id }, index) => ({
          value: id,
          path: ['layers', layer, 'categories', index, 'id'],
        })),
      ),
    ),
    ...repeats(
      'slug',
      projects.map(({ slug }, index) => ({ value: slug, path: ['projects', index, 'slug'] })),
    ),
    ...repeats('CoinGecko id', coinIds('projects', projects)),
    ...repeats('CoinGecko id', coinIds('benchmarks', benchmarks)),
  ]
}

function coinIds(field: string, rows: readonly { coingeckoId: string | null }[]): Named[] {
  return rows.map(({ coingeckoId }, index) => ({ value: coingeckoId, path: [field, index, 'coingeckoId'] }))
}

function repeats(what: string, names: readonly Named[]): RuleBreach[] {
  const first = new Map<string | number, PathStep[]>()
  const breaches: RuleBreach[] = []
  for (const { value, path } of names) {
    if (value === null) continue
    const earlier = first.get(value)
    if (!earlier) first.set(value, path)
    else
      breaches.push({ path, reason: `already used at ${toJsonPath(earlier)}`, allowed: `each ${what} once` })
  }
  return breaches
}

/** Series and comparisons are keyed by layer id, `sector` and benchmark id alike. */
function reservedLayerIds(stack: StackShape): RuleBreach[] {
  const reserved = ['sector', ...stack.benchmarks.map(({ coingeckoId }) => coingeckoId)]
  return stack.layers.flatMap(({ id }, index) =>
    reserved.includes(id)
      ? [
          {
            path: ['layers', index, 'id'],
            reason: 'a reserved word',
            allowed: `any id but ${reserved.join(', ')}`,
          },
        ]
      : [],
  )
}

function tokenBreaches(project: Project, path: PathStep[]): RuleBreach[] {
  const { status, coingeckoId, symbol, since } = project
  const marked = `status is ${status}`
  if (status !== 'no-token') {
    return [
      ...(coingeckoId === null
        ? [
            {
              path: [...path, 'coingeckoId'],
              reason: `no id although ${marked}`,
              allowed: 'a CoinGecko id, or status no-token',
            },
          ]
        : []),
      ...(symbol === null
        ? [
            {
              path: [...path, 'symbol'],
              reason: `no symbol although ${marked}`,
              allowed: 'a symbol, or status no-token',
            },
          ]
        : []),
    ]
  }
  const present = Object.entries({ coingeckoId, symbol, since }).filter(([, value]) => value !== null)
  return present.map(([field]) => ({
    path: [...path, field],
    reason: `set although ${marked}`,
    allowed: 'null, or another status',
  }))
}

function referenceBreaches(stack: StackShape, project: Project, index: number): RuleBreach[] {
  const layerIds = stack.layers.map(({ id }) => id)
  const sourceIds = stack.sources.map(({ id }) => id)
  return project.memberships.flatMap((membership, position) => {
    const path = ['projects', index, 'memberships', position]
    const layer = stack.layers.find(({ id }) => id === membership.layer)
    const categoryIds = layer?.categories.map(({ id }) => id) ?? []
    const breaches: RuleBreach[] = []
    if (!layer)
      breaches.push({ path: [...path, 'layer'], reason: 'no such layer', allowed: layerIds.join(', ') })
    else if (!categoryIds.includes(membership.category)) {
      const reason = `no such category in ${layer.id}`
      breaches.push({ path: [...path, 'category'], reason, allowed: categoryIds.join(', ') })
    }
    if (!sourceIds.includes(membership.source)) {
      breaches.push({ path: [...path, 'source'], reason: 'no such source', allowed: sourceIds.join(', ') })
    }
    return breaches
  })
}

function membershipBreaches(project: Project, path: PathStep[]): RuleBreach[] {
  const { memberships } = project
  const primaries = memberships.filter(({ primary }) => primary).length
  const breaches = repeatedMemberships(project, path)
  if (primaries !== 1) {
    breaches.push({
      path,
      reason: `${primaries} primary memberships`,
      allowed: 'exactly one with "primary": true',
    })
  }
  const shares = memberships.flatMap(({ share }) => (share === undefined ? [] : [share]))
  if (shares.length === 0) return breaches
  if (shares.length < memberships.length) {
    breaches.push({
      path,
      reason: 'some memberships have a share and some do not',
      allowed: 'share on all or on none',
    })
  } else {
    const sum = shares.reduce((total, share) => total + share, 0)
    if (Math.abs(sum - 1) > SHARE_TOLERANCE) {
      breaches.push({ path, reason: `shares sum to ${sum}`, allowed: 'shares that sum to 1' })
    }
  }
  return breaches
}

function repeatedMemberships({ memberships }: Project, path: PathStep[]): RuleBreach[] {
  return repeats(
    'layer and category',
    memberships.map(({ layer, category }, index) => ({
      value: `${layer}/${category}`,
      path: [...path, index],
    })),
  )
}
