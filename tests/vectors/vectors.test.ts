import { describe, expect, it } from 'vitest'
import { OPERATIONS } from '#lib/server/commands/vectors/operations'
import { readVectors } from '#lib/server/commands/vectors/read-vectors'
import { runCase } from '#lib/server/commands/vectors/run-case'

const { cases, series } = readVectors('tests/vectors')

describe('the reference vectors', () => {
  it('are all here, each under a name of its own', () => {
    expect(cases).toHaveLength(161)
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length)
  })

  for (const vector of cases) {
    it(`hold for ${vector.op}: ${vector.id}`, () => {
      expect(runCase(vector, OPERATIONS, series)).toBeNull()
    })
  }
})
