import { describe, expect, it } from 'vitest'
import { whyNotMovable, withMove, withoutMove } from '#lib/client/stack/stack-moves'
import { stackParsers, stackRules, usableWhatIf } from '#lib/client/stack/stack-params'
import { ignoredParams, ignoredWords } from '#lib/client/view/ignored-params'
import { MAX_MOVES } from '#lib/core/stack/what-if'
import { STACK_VIEW } from '../../helpers/stack-board.ts'

function noteOf(query: string): string {
  const search = new URLSearchParams(query)
  return ignoredWords(ignoredParams(search, stackRules(STACK_VIEW, ['usd'], search.get('whatif') ?? '')))
}

describe('the address of the Stack map', () => {
  it('says which entry of a what-if cannot be made, and what is shown instead', () => {
    expect(noteOf('whatif=golem:nowhere,io:-')).toContain(
      'showing the shipped mapping, since "golem:nowhere" names no layer; allowed: infrastructure',
    )
    expect(noteOf('whatif=golem')).toContain('"golem" is not id:layer')
    expect(noteOf('whatif=bitcoin:-')).toContain('"bitcoin:-" is a benchmark')
    expect(noteOf('size=huge&mode=pie&colour=red&project=doge&currency=xau')).toBe(
      'size=huge is not known, showing equal; mode=pie is not known, showing columns; ' +
        'colour=red is not known, showing return; project=doge is not known, showing no project; ' +
        'currency=xau is not known, showing the default currency.',
    )
    const search =
      'whatif=golem:marketplaces&size=marketCap&mode=treemap&colour=volatility&compare=true&project=golem'
    expect(ignoredParams(new URLSearchParams(search), stackRules(STACK_VIEW, ['usd'], ''))).toEqual([])
  })

  it('uses a what-if in its one form, without what changes nothing, or not at all', () => {
    expect(usableWhatIf('io:-,golem:marketplaces', STACK_VIEW)).toBe('golem:marketplaces,io:-')
    expect(usableWhatIf('golem:middleware', STACK_VIEW)).toBe('')
    expect(usableWhatIf('golem:nowhere,io:-', STACK_VIEW)).toBe('')
    expect(stackParsers.whatif.parse('io:-,golem:marketplaces')).toBe('golem:marketplaces,io:-')
    expect(stackParsers.whatif.parse('golem')).toBeNull()
  })
})

describe('moves', () => {
  it('are added, changed, taken back and given up one by one', () => {
    const one = withMove('', { id: 'golem', to: 'marketplaces' }, STACK_VIEW)
    expect(one).toBe('golem:marketplaces')
    expect(withMove(one, { id: 'golem', to: null }, STACK_VIEW)).toBe('golem:-')
    expect(withMove(one, { id: 'golem', to: 'middleware' }, STACK_VIEW)).toBe('')
    expect(withMove(one, { id: 'io', to: null }, STACK_VIEW)).toBe('golem:marketplaces,io:-')
    expect(withoutMove('golem:marketplaces,io:-', 'golem')).toBe('io:-')
    expect(withMove(one, { id: 'sonm', to: null }, STACK_VIEW)).toBe(one)
  })

  it('end at 20, which is said, while the 20 can still be changed', () => {
    const movable = STACK_VIEW.projects.filter((project) => whyNotMovable(project, '', STACK_VIEW) === null)
    const full = movable
      .slice(0, MAX_MOVES)
      .reduce(
        (whatif, { coingeckoId }) => withMove(whatif, { id: coingeckoId ?? '', to: null }, STACK_VIEW),
        '',
      )
    expect(full.split(',')).toHaveLength(MAX_MOVES)
    const [inside, outside] = [movable[0], movable[MAX_MOVES]]
    expect(inside && whyNotMovable(inside, full, STACK_VIEW)).toBeNull()
    expect(outside && whyNotMovable(outside, full, STACK_VIEW)).toContain('20 moves are made')
  })

  it('say why a project that counts in nothing cannot be moved', () => {
    const why = (slug: string) => {
      const project = STACK_VIEW.projects.find((one) => one.slug === slug)
      return project ? whyNotMovable(project, '', STACK_VIEW) : ''
    }
    expect(why('together-ai')).toContain('has no token')
    expect(why('ethereum')).toContain('counts in no figure')
    expect(why('golem')).toBeNull()
  })
})
