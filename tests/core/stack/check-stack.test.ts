import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkStack } from '#lib/core/stack/check-stack'
import { KNOWN_WRONG_IDS } from '#lib/core/stack/known-wrong-ids'
import { type ListedCoin, readListedCoins } from '#lib/core/stack/listed-coins'
import type { Stack, StackProject } from '#lib/core/stack/stack'
import { readStack } from './edited-stack'

const stack = readStack()
const list = readListedCoins(JSON.parse(readFileSync('tests/fixtures/coins-list.json', 'utf8'))) ?? []
const SONM_GONE = {
  level: 'note',
  coingeckoId: 'sonm',
  message: 'Sonm is gone from the list, as the mapping declares (inactive)',
  suggestion: null,
}

/** The mapping with some fields of one project changed. */
function stackWith(slug: string, change: Partial<StackProject>): Stack {
  return {
    ...stack,
    projects: stack.projects.map((one) => (one.slug === slug ? { ...one, ...change } : one)),
  }
}

function listWith(id: string, change: Partial<ListedCoin>): ListedCoin[] {
  return list.map((coin) => (coin.id === id ? { ...coin, ...change } : coin))
}

/** What each wrong id was meant to be. */
const WRONG_IDS = {
  'artificial-superintelligence-alliance': 'fetch-ai',
  'asi-alliance': 'fetch-ai',
  numerai: 'numeraire',
  'phala-network': 'pha',
  'io-net': 'io',
  'near-protocol': 'near',
  'virtuals-protocol': 'virtual-protocol',
  worldcoin: 'worldcoin-wld',
  openledger: 'openledger-2',
  'mira-network': 'mira-3, after confirming its contract address',
  'bless-network': 'bless-2',
  gaianet: 'gaia-3, after confirming its contract address',
  render: 'render-token',
  akash: 'akash-network',
  'aixbt-by-virtuals': 'aixbt',
  goatse: 'goatseus-maximus',
  story: 'story-2',
  flux: 'zelcash',
}

describe(checkStack.name, () => {
  it('finds nothing in the mapping but that sonm is gone, as declared', () => {
    expect(checkStack(stack, list)).toEqual([SONM_GONE])
  })

  it('knows every id that public code gets wrong', () => {
    expect([...KNOWN_WRONG_IDS.keys()].sort()).toEqual(Object.keys(WRONG_IDS).sort())
  })

  it.each(Object.entries(WRONG_IDS))(
    'takes %s for an error and suggests %s, listed or not',
    (wrong, right) => {
      const edited = stackWith('golem', { coingeckoId: wrong })
      const listed = [...list.filter(({ id }) => id !== wrong), { id: wrong, symbol: 'glm', name: 'Golem' }]
      for (const coins of [list, listed]) {
        const [found, ...rest] = checkStack(edited, coins)
        expect(found).toMatchObject({ level: 'error', coingeckoId: wrong, suggestion: right })
        expect(rest).toEqual([SONM_GONE])
      }
    },
  )

  it.each(['goatse', 'story', 'flux'])('refuses %s although a coin of that id is listed', (wrong) => {
    expect(list.map(({ id }) => id)).toContain(wrong)
    expect(checkStack(stackWith('golem', { coingeckoId: wrong }), list)[0]?.level).toBe('error')
  })

  it('names an id that is gone and suggests the coin of that name', () => {
    const gone = list
      .filter(({ id }) => id !== 'golem')
      .concat({ id: 'golem-2', symbol: 'new', name: 'GOLEM' })
    expect(checkStack(stack, gone)[0]).toEqual({
      level: 'error',
      coingeckoId: 'golem',
      message: 'Golem is not in the list: the id is gone or was never right',
      suggestion: 'golem-2',
    })
  })

  it('never suggests a coin for its symbol alone, nor one that is known to be another', () => {
    const gone = list
      .filter(({ id }) => id !== 'golem')
      .concat({ id: 'glamour', symbol: 'glm', name: 'Glamour' })
    expect(checkStack(stack, gone)[0]).toMatchObject({ coingeckoId: 'golem', suggestion: null })
    const withoutStory = list.filter(({ id }) => id !== 'story-2')
    const expected = expect.objectContaining({ level: 'error', coingeckoId: 'story-2', suggestion: null })
    expect(checkStack(stack, withoutStory)).toContainEqual(expected)
  })

  it('finds a token by its id whatever its symbol, and no other by its symbol', () => {
    const swapped = listWith('golem', { symbol: 'tao' }).map((coin) =>
      coin.id === 'bittensor' ? { ...coin, symbol: 'glm' } : coin,
    )
    const found = checkStack(stack, swapped).map(({ level, coingeckoId, suggestion }) => [
      level,
      coingeckoId,
      suggestion,
    ])
    expect(found).toEqual([
      ['note', 'bittensor', 'GLM'],
      ['note', 'golem', 'TAO'],
      ['note', 'sonm', null],
    ])
  })

  it('notes a new name and a new symbol', () => {
    const found = checkStack(stack, listWith('akash-network', { name: 'Akash Cloud', symbol: 'cloud' }))
    expect(found.map(({ message }) => message)).toEqual([
      'the symbol is now CLOUD, the mapping says AKT',
      'the name is now Akash Cloud, the mapping says Akash Network',
      SONM_GONE.message,
    ])
  })

  it('is silent about a rename that the mapping already knows as an alias', () => {
    expect(checkStack(stack, listWith('story-2', { name: 'DATA Foundation', symbol: 'data' }))).toEqual([
      SONM_GONE,
    ])
  })

  it('notes a token that is declared inactive but listed', () => {
    const revived = [...list, { id: 'sonm', symbol: 'snm', name: 'SONM' }]
    expect(checkStack(stack, revived)).toEqual([
      {
        level: 'note',
        coingeckoId: 'sonm',
        message: 'Sonm is declared inactive, but it is listed',
        suggestion: null,
      },
    ])
  })

  it('notes a coin of the name of a project without a token', () => {
    const found = checkStack(stack, [...list, { id: 'fhenix', symbol: 'fhx', name: 'Fhenix' }])
    expect(found).toContainEqual({
      level: 'note',
      coingeckoId: null,
      message: 'Fhenix has no token in the mapping, but a coin of that name is listed',
      suggestion: 'fhenix, if it is the same project',
    })
  })

  it('takes a missing benchmark for an error', () => {
    const found = checkStack(
      stack,
      list.filter(({ id }) => id !== 'bitcoin'),
    )
    expect(found.filter(({ level }) => level === 'error').map(({ coingeckoId }) => coingeckoId)).toEqual([
      'bitcoin',
    ])
  })

  it('names coins that share a symbol only when asked', () => {
    const found = checkStack(stack, list, { sharedSymbols: true }).map(({ message }) => message)
    expect(found).toContain('shares the symbol FLUX with flux')
    expect(found).toContain('shares the symbol GRASS with grass-2')
    expect(checkStack(stack, list).some(({ message }) => message.includes('shares'))).toBe(false)
  })
})

describe(readListedCoins.name, () => {
  it.each([null, {}, [], [1, 'x'], { error: 'coin not found' }])(
    'does not take %j for a list of coins',
    (answer) => {
      expect(readListedCoins(answer)).toBeNull()
    },
  )

  it('leaves out rows without an id and keeps those without a symbol', () => {
    const rows = [{ id: 'a', symbol: null, name: 'A' }, { symbol: 'b', name: 'B' }, null]
    expect(readListedCoins(rows)).toEqual([{ id: 'a', symbol: '', name: 'A' }])
  })
})
