import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mappedTokens } from '#lib/core/analytics/board/constituents'
import { isAnotherCoin } from '#lib/core/stack/coin-identity'
import type { Stack } from '#lib/core/stack/stack'
import { PROJECT_ROOT } from '#lib/server/project-root'

const AKASH = { name: 'Akash Network', symbol: 'AKT', aliases: ['Ovrclk'] }

describe('isAnotherCoin', () => {
  it.each([
    ['the same', 'akt', 'Akash Network'],
    ['another spelling', 'AKT', 'akash-network'],
    ['a new name under the old symbol', 'akt', 'Supercloud'],
    ['a new symbol under the old name', 'cloud', 'Akash  Network'],
    ['a new symbol and an alias', 'cloud', 'OVRCLK'],
    ['a new symbol and a part of the name', 'cloud', 'Akash'],
    ['a new symbol and a longer name', 'cloud', 'Akash Network (new)'],
  ])('sees the same coin in %s', (_, symbol, name) => {
    expect(isAnotherCoin(AKASH, { symbol, name })).toBe(false)
  })

  it('sees another coin where neither symbol nor name is known', () => {
    expect(isAnotherCoin(AKASH, { symbol: 'luna', name: 'Terra' })).toBe(true)
    expect(isAnotherCoin({ ...AKASH, name: 'AI' }, { symbol: 'luna', name: 'AI Terra' })).toBe(true)
  })

  it('cannot tell where the mapping has no symbol', () => {
    expect(isAnotherCoin({ ...AKASH, symbol: '' }, { symbol: 'luna', name: 'Terra' })).toBe(false)
  })

  it('raises no false alarm on the bundled recording', () => {
    const read = (path: string) => JSON.parse(readFileSync(join(PROJECT_ROOT, 'data', path), 'utf8'))
    const stack: Stack = read('stack.json')
    const rows: { id: string; symbol: string; name: string }[] = read('recorded/markets.json')
    const mapped = new Map(mappedTokens(stack).map((token) => [token.id, token]))
    const judged = rows.flatMap((row) => {
      const token = mapped.get(row.id)
      return token ? [isAnotherCoin({ ...token, aliases: token.project?.aliases ?? [] }, row)] : []
    })
    expect(judged.length).toBeGreaterThan(30)
    expect(judged).not.toContain(true)
  })
})
