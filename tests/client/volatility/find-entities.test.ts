import { describe, expect, it } from 'vitest'
import { candidatesOf, findEntities } from '#lib/client/volatility/find-entities'
import { snapshotFixture } from '../../helpers/snapshot-fixture.ts'

const candidates = candidatesOf(snapshotFixture())
const idsOf = (search: string) => findEntities(candidates, search).map(({ id }) => id)

describe('findEntities', () => {
  it('finds by symbol, name and id, whatever the case', () => {
    expect(idsOf('TAO')[0]).toBe('bittensor')
    expect(idsOf('akash')).toContain('akash-network')
    expect(idsOf('akash-network')).toEqual(['akash-network'])
    expect(idsOf('  Bitten ')).toEqual(['bittensor'])
  })

  it('has layers and tokens, and everything for an empty search', () => {
    expect(findEntities(candidates, 'infrastructure')[0]).toMatchObject({ kind: 'layer', rank: 1 })
    expect(idsOf('')).toHaveLength(candidates.length)
    expect(idsOf('zzz')).toEqual([])
  })

  it('puts the exact symbol before what merely contains it', () => {
    const list = [
      { kind: 'token' as const, id: 'a-io-b', name: 'Radio', symbol: 'RAD', rank: 1 },
      { kind: 'token' as const, id: 'iota', name: 'Iota', symbol: 'MIOTA', rank: 1 },
      { kind: 'token' as const, id: 'x', name: 'X', symbol: 'IO', rank: 1 },
    ]
    expect(findEntities(list, 'io').map(({ id }) => id)).toEqual(['x', 'iota', 'a-io-b'])
  })
})
