import { describe, expect, it } from 'vitest'
import { type CohesionInput, type CohesionToken, cohesion } from '#lib/core/analytics/cohesion'
import { seededRandom } from '#lib/core/analytics/seeded-random'

const DATES = 90

/** Noise around 0 of about 4 % a day. */
function noise(seed: number, length = DATES): number[] {
  const random = seededRandom(seed)
  return Array.from({ length }, () => (random() + random() + random() - 1.5) * 0.08)
}

const BITCOIN = noise(1)
const SECTOR = noise(2).map((value, at) => value + (BITCOIN[at] ?? Number.NaN))

/** A token with betas of 0.8 and 0.5 and the given moves of its own. */
function token(id: string, own: readonly number[]): CohesionToken {
  const returns = own.map((value, at) => 0.8 * (BITCOIN[at] ?? 0) + 0.5 * (SECTOR[at] ?? 0) + value)
  return { id, returns, sectorExSelf: SECTOR }
}

const STRANGERS = Array.from({ length: 20 }, (_, at) => token(`stranger ${at}`, noise(100 + at)))
const COMMON = noise(50)
const FRIENDS = ['a', 'b', 'c'].map((id, at) =>
  token(
    id,
    noise(60 + at).map((value, date) => 0.3 * value + (COMMON[date] ?? Number.NaN)),
  ),
)
const BASE: CohesionInput = {
  pool: [...FRIENDS, ...STRANGERS],
  group: ['a', 'b', 'c'],
  bitcoin: BITCOIN,
  seed: 11,
  permutations: 999,
}

describe('cohesion', () => {
  it('finds a group that shares moves of its own beyond the market', () => {
    const result = cohesion(BASE)
    expect(result.value).toBeGreaterThan(0.8)
    expect(result.pValue).toBeLessThan(0.01)
    expect(result).toMatchObject({ n: DATES, tokens: 3, poolSize: 23, reason: null })
  })

  it('finds nothing in tokens that share the market only', () => {
    const result = cohesion({ ...BASE, group: ['stranger 0', 'stranger 1', 'stranger 2', 'stranger 3'] })
    expect(Math.abs(result.value ?? Number.NaN)).toBeLessThan(0.15)
    expect(result.pValue).toBeGreaterThan(0.05)
  })

  it('does not change with market betas: they are taken out', () => {
    const geared = FRIENDS.map((one) => ({
      ...one,
      returns: one.returns.map((value, at) => (value ?? Number.NaN) + 3 * (BITCOIN[at] ?? Number.NaN)),
    }))
    const result = cohesion({ ...BASE, pool: [...geared, ...STRANGERS] })
    expect(result.value).toBeCloseTo(cohesion(BASE).value ?? Number.NaN, 10)
  })

  it('repeats itself for a seed, and the value does not depend on it', () => {
    expect(cohesion(BASE)).toEqual(cohesion(BASE))
    const other = cohesion({ ...BASE, seed: 12 })
    expect(other.value).toBe(cohesion(BASE).value)
  })

  it('never has a p-value of 0: the observed grouping is one of the possible ones', () => {
    const twins = ['a', 'b', 'c'].map((id) => token(id, COMMON))
    const result = cohesion({ ...BASE, pool: [...twins, ...STRANGERS], permutations: 9 })
    expect(result.value).toBeCloseTo(1, 12)
    expect(result.pValue).toBe(0.1)
  })

  it('counts the group itself, however it is drawn, as close as observed', () => {
    // Pools of four: one draw in four is the group, and no rounding may lose it.
    const pool = [...FRIENDS, ...STRANGERS.slice(0, 1)]
    const { pValue } = cohesion({ ...BASE, pool, permutations: 4000 })
    expect(pValue).toBeGreaterThan(0.22)
    expect(pValue).toBeLessThan(0.28)
  })

  it('spreads p-values evenly over groups that are none', () => {
    const values = Array.from({ length: 16 }, (_, at) => {
      const group = [0, 1, 2].map((step) => `stranger ${at + step}`)
      return cohesion({ ...BASE, pool: STRANGERS, group }).pValue ?? Number.NaN
    })
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    expect(mean).toBeGreaterThan(0.25)
    expect(mean).toBeLessThan(0.75)
  })

  it('has no p-value where there is no other token to draw', () => {
    const result = cohesion({ ...BASE, pool: FRIENDS })
    expect(result.value).toBeCloseTo(cohesion(BASE).value ?? Number.NaN, 12)
    expect(result).toMatchObject({ pValue: null, poolSize: 3, reason: null })
  })

  it('uses the common dates of the group, and draws no token that lacks one of them', () => {
    const gappy = STRANGERS.map((one, at) =>
      at === 0 ? { ...one, returns: one.returns.with(5, null) } : one,
    )
    expect(cohesion({ ...BASE, pool: [...FRIENDS, ...gappy] })).toMatchObject({ n: DATES, poolSize: 22 })
    const bitcoin = [null, ...BITCOIN.slice(1)]
    expect(cohesion({ ...BASE, bitcoin })).toMatchObject({ n: DATES - 1, poolSize: 23 })
  })

  it('is unknown below three tokens or sixty common dates, and for a token without moves of its own', () => {
    const unknown = { value: null, pValue: null }
    expect(cohesion({ ...BASE, group: ['a', 'b'] })).toMatchObject({
      ...unknown,
      reason: 'too-few-constituents',
    })
    expect(cohesion({ ...BASE, group: ['a', 'b', 'gone'] })).toMatchObject({ ...unknown, tokens: 2 })
    const until = (dates: number) => BITCOIN.map((value, date) => (date < dates ? value : null))
    expect(cohesion({ ...BASE, bitcoin: until(59) })).toMatchObject({ ...unknown, n: 59, reason: 'gap' })
    expect(cohesion({ ...BASE, bitcoin: until(60) })).toMatchObject({ n: 60, reason: null })
    const follower = token(
      'c',
      COMMON.map(() => 0),
    )
    const pool = [...FRIENDS.slice(0, 2), follower, ...STRANGERS]
    expect(cohesion({ ...BASE, pool })).toMatchObject({ ...unknown, reason: 'constant' })
  })

  it('says too short, not gap, when the series themselves are', () => {
    const pool = FRIENDS.map(({ id, returns }) => ({
      id,
      returns: returns.slice(0, 30),
      sectorExSelf: SECTOR.slice(0, 30),
    }))
    expect(cohesion({ ...BASE, pool, bitcoin: BITCOIN.slice(0, 30) }).reason).toBe('too-short')
  })

  it('refuses series of different length, a token named twice, and no permutations', () => {
    expect(() => cohesion({ ...BASE, bitcoin: [] })).toThrow(/^cohesion requires/)
    expect(() => cohesion({ ...BASE, pool: [...FRIENDS, ...FRIENDS] })).toThrow('got a twice')
    expect(() => cohesion({ ...BASE, permutations: 0 })).toThrow(/permutations/)
    expect(() => cohesion({ ...BASE, seed: -1 })).toThrow('got -1')
  })
})
