import { describe, expect, it } from 'vitest'
import { COIN_ID_PATTERN } from '#lib/core/market/coin-id'
import { KNOWN_WRONG_IDS } from '#lib/core/stack/known-wrong-ids'
import { listedCoins, primaryMembership } from '#lib/core/stack/memberships'
import { readStack } from './edited-stack'

const stack = readStack()

/** Every row of the published stack: layer, category, then primary CoinGecko ids, `-name` where there is no token. */
const PUBLISHED: readonly (readonly [string, string, string])[] = [
  ['infrastructure', 'training-model-creation', 'gensyn -Together.ai flock-2 -Prime_Intellect'],
  ['infrastructure', 'privacy-verifiability', '-Fhenix zama pha oasis-network nillion'],
  ['infrastructure', 'inference-networks', 'bittensor allora opengradient chutes'],
  ['infrastructure', 'ai-native-chains', 'near internet-computer zero-gravity sahara-ai kite-2'],
  [
    'middleware',
    'decentralised-compute',
    'akash-network golem io sonm render-token aethir nosana zelcash iexec-rlc deepbrain-chain spheron-network ' +
      'livepeer aioz-network theta-token',
  ],
  ['middleware', 'inference-providers', 'venice-token'],
  ['middleware', 'coordination', 'autonolas morpheusai'],
  ['middleware', 'secure-data-handling', 'lit-protocol'],
  ['middleware', 'oracles', 'chainlink pyth-network api3 band-protocol'],
  ['middleware', 'indexing-storage', 'the-graph filecoin arweave'],
  ['middleware', 'settlement', 'ethereum'],
  ['marketplaces', 'compute', '-Vast.ai'],
  ['marketplaces', 'data', 'ocean-protocol vana grass origintrail'],
  ['marketplaces', 'models-intellectual-property', 'story-2 openledger-2 numeraire sentient'],
  ['applications', 'ai-services', 'singularitynet fetch-ai humans-ai'],
  [
    'applications',
    'agents-chatbots',
    'virtual-protocol elizaos aixbt goatseus-maximus ai-rig-complex delysium',
  ],
  ['applications', 'ai-driven-defi-trading', 'griffain cookie'],
  ['applications', 'intelligence-identity', 'arkham kaito worldcoin-wld'],
  ['applications', 'generative-media', 'alethea-artificial-liquid-intelligence-token'],
]

/** Projects of the source guide with the places it gives them. */
const GUIDE: readonly (readonly [string, string])[] = [
  ['Gensyn', 'infrastructure/training-model-creation middleware/inference-providers'],
  ['Together.ai', 'infrastructure/training-model-creation'],
  ['Fhenix', 'infrastructure/privacy-verifiability'],
  ['Zama', 'infrastructure/privacy-verifiability'],
  ['Bittensor', 'infrastructure/inference-networks middleware/coordination'],
  ['Akash Network', 'middleware/decentralised-compute'],
  ['Golem', 'middleware/decentralised-compute'],
  ['io.net', 'middleware/decentralised-compute'],
  ['Sonm', 'middleware/decentralised-compute'],
  ['Lit Protocol', 'middleware/secure-data-handling'],
  ['Ethereum', 'middleware/settlement'],
  ['Vast.ai', 'marketplaces/compute'],
  ['Ocean Protocol', 'marketplaces/data'],
  ['SingularityNET', 'applications/ai-services'],
]

/** Tokens with a price in CoinGecko's AI category on 2025-04-24. */
const PRICED_IN_APRIL_2025 = (
  'flock-2 pha bittensor near internet-computer akash-network golem io render-token nosana zelcash ' +
  'iexec-rlc deepbrain-chain livepeer aioz-network venice-token autonolas morpheusai the-graph ' +
  'arweave ocean-protocol vana grass origintrail story-2 numeraire singularitynet fetch-ai ' +
  'humans-ai virtual-protocol ai-rig-complex delysium griffain cookie arkham kaito ' +
  'alethea-artificial-liquid-intelligence-token'
).split(' ')

const byCoin = new Map(stack.projects.map((project) => [project.coingeckoId, project]))

describe('data/stack.json', () => {
  it('has the four layers of the stack, bottom to top, each with a summary', () => {
    expect(stack.layers.map(({ id, name, rank }) => [id, name, rank])).toEqual([
      ['infrastructure', 'Infrastructure', 1],
      ['middleware', 'Middleware', 2],
      ['marketplaces', 'Marketplaces', 3],
      ['applications', 'Applications & Services', 4],
    ])
  })

  it('has the published categories in their order', () => {
    const categories = stack.layers.flatMap((layer) => layer.categories.map(({ id }) => [layer.id, id]))
    expect(categories).toEqual(PUBLISHED.map(([layer, category]) => [layer, category]))
  })

  it.each(PUBLISHED)('has in %s, %s exactly the published projects', (layer, category, expected) => {
    const found = stack.projects
      .filter((project) => {
        const primary = primaryMembership(project)
        return primary.layer === layer && primary.category === category
      })
      .map(({ coingeckoId, name }) => coingeckoId ?? `-${name.replaceAll(' ', '_')}`)
    expect(found).toEqual(expected.split(' '))
  })

  it.each(GUIDE)('places %s, which the guide names, in %s', (name, places) => {
    const project = stack.projects.find((candidate) => candidate.name === name)
    expect(project?.guide).toBe(true)
    expect(project?.memberships.map(({ layer, category }) => `${layer}/${category}`)).toEqual(
      places.split(' '),
    )
    expect(new Set(project?.memberships.map(({ source }) => source))).toEqual(new Set(['guide']))
  })

  it('marks no other project as named by the guide', () => {
    expect(stack.projects.filter(({ guide }) => guide).map(({ name }) => name)).toHaveLength(GUIDE.length)
  })

  it('gives only Bittensor and Gensyn a second place, with half a share each', () => {
    const several = stack.projects.filter(({ memberships }) => memberships.length > 1)
    expect(several.map(({ slug }) => slug)).toEqual(['gensyn', 'bittensor'])
    expect(several.flatMap(({ memberships }) => memberships.map(({ share }) => share))).toEqual([
      0.5, 0.5, 0.5, 0.5,
    ])
  })

  it('calls adjacent exactly the general-purpose chains, oracles and storage', () => {
    const adjacent = stack.projects
      .filter(({ scope }) => scope === 'adjacent')
      .map(({ coingeckoId }) => coingeckoId)
    const expected =
      'near internet-computer chainlink pyth-network api3 band-protocol the-graph filecoin arweave ethereum'
    expect(adjacent).toEqual(expected.split(' '))
  })

  it('declares who is not an active token', () => {
    const others = stack.projects
      .filter(({ status }) => status !== 'active')
      .map(({ name, status }) => [name, status])
    expect(others).toEqual([
      ['Together.ai', 'no-token'],
      ['Prime Intellect', 'no-token'],
      ['Fhenix', 'no-token'],
      ['Sonm', 'inactive'],
      ['Vast.ai', 'no-token'],
      ['SingularityNET', 'legacy'],
    ])
  })

  it.each([
    ['lit-protocol', 'LITKEY'],
    ['gensyn', 'AI'],
    ['fetch-ai', 'FET'],
    ['story-2', 'IP'],
    ['zelcash', 'FLUX'],
    ['chutes', 'SN64'],
    ['delysium', 'AGI'],
  ])('gives %s the symbol %s', (id, symbol) => {
    expect(byCoin.get(id)?.symbol).toBe(symbol)
  })

  it('dates every token, no later than the first recorded price', () => {
    for (const { coingeckoId, since } of stack.projects) expect(since === null).toBe(coingeckoId === null)
    expect(byCoin.get('gensyn')?.since).toBe('2026-04-29')
    expect(byCoin.get('zama')?.since).toBe('2026-02-02')
    expect(byCoin.get('zero-gravity')?.since).toBe('2025-09-22')
    expect(byCoin.get('sentient')?.since).toBe('2026-01-22')
    expect(byCoin.get('story-2')?.since).toBe('2025-02-13')
    expect(byCoin.get('kaito')?.since).toBe('2025-02-20')
    // Listed by the upstream in December 2024, before it had a price.
    expect(byCoin.get('nillion')?.since).toBe('2025-03-24')
  })

  it.each(PRICED_IN_APRIL_2025)('knows %s as listed by 2025-04-24', (id) => {
    expect(byCoin.get(id)?.since?.localeCompare('2025-04-24')).toBeLessThanOrEqual(0)
  })

  it.each(['spheron-network', 'openledger-2', 'opengradient', 'gensyn'])(
    'does not expect a price of %s before it had one',
    (id) => {
      expect(byCoin.get(id)?.since?.localeCompare('2025-04-24')).toBeGreaterThan(0)
    },
  )

  it('keeps Bitcoin and Ethereum as benchmarks', () => {
    expect(stack.benchmarks.map(({ coingeckoId }) => coingeckoId)).toEqual(['bitcoin', 'ethereum'])
  })

  it('asks for each coin once, sonm included, in one request', () => {
    const coins = listedCoins(stack)
    expect(new Set(coins).size).toBe(coins.length)
    expect(coins).toContain('sonm')
    expect(coins.at(-1)).toBe('bitcoin')
    expect(coins.length).toBeLessThanOrEqual(250)
    for (const id of coins) expect(id).toMatch(COIN_ID_PATTERN)
  })

  it('uses no id that is known to be wrong', () => {
    expect(listedCoins(stack).filter((id) => KNOWN_WRONG_IDS.has(id))).toEqual([])
  })

  it('gives a reason for every membership', () => {
    for (const { memberships } of stack.projects) {
      for (const { reason } of memberships) expect(reason.length).toBeGreaterThan(20)
    }
  })
})
