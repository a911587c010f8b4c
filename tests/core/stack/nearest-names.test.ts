import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NamedThing, nearestNames } from '#lib/core/stack/nearest-names'
import { parseStack } from '#lib/core/stack/parse-stack'
import { stackNames } from '#lib/core/stack/stack-names'
import { PROJECT_ROOT } from '#lib/server/project-root'

const file = join(PROJECT_ROOT, 'data', 'stack.json')
const parsed = parseStack(readFileSync(file, 'utf8'), file)
if (!parsed.ok) throw new Error('the shipped mapping is broken')
const { tokens, layers } = stackNames(parsed.stack)
const idsNear = (word: string) => nearestNames(word, tokens).map(({ id }) => id)

const letters = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz-'),
  minLength: 1,
  maxLength: 12,
})
const thing = fc.record<NamedThing>({
  id: letters,
  name: letters,
  symbol: fc.option(letters, { nil: null }),
  aliases: fc.array(letters, { maxLength: 2 }),
})
const things = fc.uniqueArray(thing, { selector: ({ id }) => id, maxLength: 12 })

describe('nearestNames', () => {
  it.each([
    ['bitensor', 'bittensor'],
    ['bittensro', 'bittensor'],
    ['TAO', 'bittensor'],
    ['akash', 'akash-network'],
    ['Akash_Netwrok', 'akash-network'],
    ['fet', 'fetch-ai'],
    ['render', 'render-token'],
    ['the graph', 'the-graph'],
    ['ethereum', 'ethereum'],
  ])('finds the token behind "%s"', (word, id) => {
    expect(idsNear(word)[0]).toBe(id)
  })

  it('finds a layer by a part of its name', () => {
    expect(nearestNames('infra', layers).map(({ id }) => id)).toEqual(['infrastructure'])
    expect(nearestNames('midleware', layers).map(({ id }) => id)).toEqual(['middleware'])
  })

  it.each(['', '---', 'zzzzzzzzzz', 'q', '💥', 'no-such-thing-at-all'])(
    'suggests nothing for "%s"',
    (word) => {
      expect(idsNear(word)).toEqual([])
    },
  )

  it('puts the exact id first, whatever the order of the list', () => {
    fc.assert(
      fc.property(things, fc.nat(), (list, pick) => {
        const chosen = list[pick % Math.max(1, list.length)]
        if (!chosen || !/[a-z]/.test(chosen.id)) return
        const near = nearestNames(chosen.id, list)
        expect(near.length).toBeGreaterThan(0)
        expect(near).toEqual(nearestNames(chosen.id, list.toReversed()))
      }),
    )
  })

  it('gives at most five of the list, each once, for any word at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), things, (word, list) => {
        const near = nearestNames(word, list)
        expect(near.length).toBeLessThanOrEqual(5)
        expect(new Set(near).size).toBe(near.length)
        for (const one of near) expect(list).toContain(one)
      }),
    )
  })

  it('finds an id of four letters or more with one letter wrong, missing, doubled or swapped', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 4, maxLength: 20 })
    fc.assert(
      fc.property(
        word,
        fc.nat(),
        fc.constantFrom('wrong', 'missing', 'doubled', 'swapped'),
        (id, at, kind) => {
          const place = at % (id.length - 1)
          const [start, rest] = [id.slice(0, place), id.slice(place)]
          const wrong = {
            wrong: `${start}z${rest.slice(1)}`,
            missing: start + rest.slice(1),
            doubled: start + rest.charAt(0) + rest,
            swapped: start + rest.charAt(1) + rest.charAt(0) + rest.slice(2),
          }[kind]
          const list = [{ id, name: id, symbol: null, aliases: [] }]
          expect(nearestNames(wrong, list)).toEqual(list)
        },
      ),
    )
  })
})
