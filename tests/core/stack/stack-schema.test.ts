import { describe, expect, it } from 'vitest'
import { StackSchema } from '#lib/core/stack/stack-schema'
import { editedStack, readStack, sentencesOf, stackText } from './edited-stack'

/** [what is set, to which value, what the sentence must say after `$.PATH is VALUE: `] */
type Case = readonly [string, unknown, string]

const WRONG_VALUES: readonly Case[] = [
  ['schemaVersion', 2, 'unknown schema version; allowed: 1'],
  ['version', 'v3', 'not a version; allowed: a calendar date YYYY-MM-DD'],
  ['version', '2026-02-29', 'not a version; allowed: a calendar date YYYY-MM-DD'],
  ['colour', 'red', 'unknown field; allowed: schemaVersion, version, sources, layers, benchmarks, projects'],
  ['sources', [], 'not a list of sources; allowed: a list of 1 to 200 sources'],
  ['sources[0].date', '2025-13-01', 'not a date; allowed: a calendar date YYYY-MM-DD'],
  ['sources[0].colour', 'red', 'unknown field; allowed: id, title, date, note'],
  [
    'layers[0]',
    'infra',
    'not a layer; allowed: an object with the fields id, name, rank, summary, categories',
  ],
  ['layers[0].colour', 'red', 'unknown field; allowed: id, name, rank, summary, categories'],
  ['layers[3].rank', 0, 'not a rank; allowed: a whole number from 1'],
  ['layers[3].rank', 1.5, 'not a rank; allowed: a whole number from 1'],
  ['layers[3].rank', 101, 'not a rank; allowed: a whole number from 1'],
  ['layers[2].categories', [], 'not a list of categories; allowed: a list of 1 to 50 categories'],
  ['layers[2].categories[0].colour', 'red', 'unknown field; allowed: id, name'],
  ['benchmarks[0].coingeckoId', 'BTC', 'not a CoinGecko id; allowed: a-z, 0-9'],
  ['benchmarks[0].colour', 'red', 'unknown field; allowed: coingeckoId, symbol, name'],
  ['projects', [], 'not a list of projects; allowed: a list of 1 to 2000 projects'],
  ['projects[3].scope', 'cor', 'unknown scope; allowed: core, adjacent'],
  ['projects[3].status', 'dead', 'unknown status; allowed: active, legacy, inactive, no-token, pre-launch'],
  [
    'projects[3].colour',
    'red',
    'unknown field; allowed: slug, name, symbol, coingeckoId, scope, status, since,',
  ],
  ['projects[3].constructor', {}, 'unknown field; allowed: slug,'],
  ['projects[0].slug', 'gen syn', 'not a slug; allowed: 1 to 64 of a-z'],
  ['projects[0].slug', '-gensyn', 'not a slug; allowed: 1 to 64 of a-z'],
  ['projects[0].slug', 'a'.repeat(65), 'not a slug; allowed: 1 to 64 of a-z'],
  ['projects[0].name', 'Gen\nsyn', 'not a name; allowed: one line of 1 to 128 characters'],
  ['projects[0].name', ' Gensyn', 'not a name; allowed: one line of 1 to 128 characters'],
  ['projects[0].name', '', 'not a name; allowed: one line of 1 to 128 characters'],
  ['projects[0].name', 'x'.repeat(129), 'not a name; allowed: one line of 1 to 128 characters'],
  ['projects[0].symbol', 'ai', 'not a symbol; allowed: upper case'],
  ['projects[0].coingeckoId', 'Gensyn', 'not a CoinGecko id; allowed: a-z'],
  ['projects[0].coingeckoId', '../ping', 'not a CoinGecko id; allowed: a-z'],
  ['projects[0].coingeckoId', 'a'.repeat(129), 'not a CoinGecko id; allowed: a-z'],
  ['projects[0].coingeckoId', 7, 'not a CoinGecko id; allowed: a-z'],
  ['projects[0].since', '2025-02-30', 'not a date; allowed: a calendar date'],
  ['projects[0].since', '2025-02-03T00:00:00Z', 'not a date; allowed: a calendar date'],
  ['projects[0].note', 'x'.repeat(301), 'not a note; allowed: one line of 1 to 300'],
  ['projects[0].guide', 'yes', 'not a guide mark; allowed: true, false'],
  ['projects[0].aliases', Array(33).fill('A'), 'not a list of aliases; allowed: a list of 0 to 32 aliases'],
  ['projects[0].website', 'http://www.gensyn.ai', 'not a website; allowed: an https:// address'],
  ['projects[0].website', 'javascript:alert(1)', 'not a website; allowed: an https:// address'],
  ['projects[0].website', 'https://a:b@example.org', 'not a website; allowed: an https:// address'],
  ['projects[0].website', 'https://example.org/"><b>', 'not a website; allowed: an https:// address'],
  ['projects[0].memberships', [], 'not a list of memberships; allowed: a list of 1 to 8 memberships'],
  ['projects[3].memberships[0].colour', 'red', 'unknown field; allowed: layer, category, primary, share,'],
  ['projects[3].memberships[0].layer', '__proto__', 'not a layer id; allowed: 1 to 64 of a-z'],
  ['projects[0].memberships[0].share', 0, 'not a share; allowed: a number above 0, at most 1'],
  ['projects[0].memberships[0].share', 1.5, 'not a share; allowed: a number above 0, at most 1'],
]

const BROKEN_RULES: readonly Case[] = [
  ['sources[1].id', 'guide', 'already used at $.sources[0].id; allowed: each source id once'],
  ['layers[1].id', 'infrastructure', 'already used at $.layers[0].id; allowed: each layer id once'],
  ['layers[3].rank', 1, 'already used at $.layers[0].rank; allowed: each rank once'],
  ['layers[2].categories[1].id', 'compute', 'allowed: each category id in its layer once'],
  ['layers[0].id', 'sector', 'a reserved word; allowed: any id but sector, bitcoin, ethereum'],
  ['layers[0].id', 'bitcoin', 'a reserved word; allowed: any id but sector, bitcoin, ethereum'],
  ['benchmarks[1].coingeckoId', 'bitcoin', 'already used at $.benchmarks[0].coingeckoId'],
  ['projects[1].slug', 'gensyn', 'already used at $.projects[0].slug; allowed: each slug once'],
  [
    'projects[5].coingeckoId',
    'gensyn',
    'already used at $.projects[0].coingeckoId; allowed: each CoinGecko id once',
  ],
  [
    'projects[0].coingeckoId',
    null,
    'no id although status is active; allowed: a CoinGecko id, or status no-token',
  ],
  ['projects[0].symbol', null, 'no symbol although status is active; allowed: a symbol, or status no-token'],
  [
    'projects[1].coingeckoId',
    'together',
    'set although status is no-token; allowed: null, or another status',
  ],
  ['projects[1].symbol', 'TGT', 'set although status is no-token; allowed: null, or another status'],
  ['projects[1].since', '2026-01-01', 'set although status is no-token; allowed: null, or another status'],
  [
    'projects[3].memberships[0].layer',
    'infra',
    'no such layer; allowed: infrastructure, middleware, marketplaces,',
  ],
  [
    'projects[3].memberships[0].category',
    'oracles',
    'no such category in infrastructure; allowed: training-model',
  ],
  ['projects[3].memberships[0].source', 'rumour', 'no such source; allowed: guide, strata,'],
]

/** [what is set, to which value, at which path the sentence stands, what it must say] */
const BROKEN_MEMBERSHIPS: readonly (readonly [string, unknown, string, string])[] = [
  ['[0].primary', false, '', '0 primary memberships; allowed: exactly one'],
  ['[1].primary', true, '', '2 primary memberships; allowed: exactly one'],
  ['[0].share', 0.6, '', 'shares sum to 1.1; allowed: shares that sum to 1'],
  ['[0].share', 0.500000002, '', 'allowed: shares that sum to 1'],
  [
    '[0].share',
    undefined,
    '',
    'some memberships have a share and some do not; allowed: share on all or on none',
  ],
]

const REQUIRED = [
  ...['schemaVersion', 'version', 'sources', 'layers', 'benchmarks', 'projects'],
  ...['sources[0].id', 'sources[0].title', 'sources[0].date'],
  ...['layers[0].id', 'layers[0].name', 'layers[0].rank', 'layers[0].summary', 'layers[0].categories'],
  ...['layers[0].categories[0].id', 'layers[0].categories[0].name'],
  ...['benchmarks[0].coingeckoId', 'benchmarks[0].symbol', 'benchmarks[0].name'],
  ...[
    'slug',
    'name',
    'symbol',
    'coingeckoId',
    'scope',
    'status',
    'since',
    'note',
    'guide',
    'aliases',
    'memberships',
  ].map((field) => `projects[3].${field}`),
  ...['layer', 'category', 'primary', 'reason', 'source'].map(
    (field) => `projects[3].memberships[0].${field}`,
  ),
]

function sentencesAfter(path: string, value: unknown): string[] {
  return sentencesOf(JSON.stringify(editedStack(path, value), null, 2))
}

describe('StackSchema', () => {
  it('accepts the mapping of the repository', () => {
    expect(StackSchema.safeParse(JSON.parse(stackText)).error).toBeUndefined()
  })

  it.each([...WRONG_VALUES, ...BROKEN_RULES])('refuses %s = %j', (path, value, expected) => {
    const found = sentencesAfter(path, value).filter((sentence) => sentence.includes(`: $.${path} is `))
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(expected)
  })

  it.each(WRONG_VALUES)('says only one thing of the wrong value %s = %j', (path, value) => {
    expect(sentencesAfter(path, value)).toHaveLength(1)
  })

  it.each(BROKEN_MEMBERSHIPS)('refuses projects[0].memberships%s = %j', (path, value, at, expected) => {
    const found = sentencesAfter(`projects[0].memberships${path}`, value)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(`$.projects[0].memberships${at} is [{`)
    expect(found[0]).toContain(expected)
  })

  it.each(REQUIRED)('requires %s', (path) => {
    const found = sentencesAfter(path, undefined)
    expect(found).toContainEqual(
      expect.stringContaining(`: $.${path} is missing: this field is required; allowed: `),
    )
  })

  it('refuses one place twice', () => {
    const place = { layer: 'middleware', category: 'oracles', reason: 'a reason', source: 'guide' }
    const twice = [
      { ...place, primary: true },
      { ...place, primary: false },
    ]
    const [sentence, ...rest] = sentencesAfter('projects[0].memberships', twice)
    expect(rest).toEqual([])
    expect(sentence).toContain('$.projects[0].memberships[1] is {')
    expect(sentence).toContain(
      'already used at $.projects[0].memberships[0]; allowed: each layer and category once',
    )
  })

  it('takes three shares of a third as a whole', () => {
    const third = { primary: false, share: 1 / 3, reason: 'a reason', source: 'guide' }
    const memberships = [
      { ...third, layer: 'infrastructure', category: 'ai-native-chains', primary: true },
      { ...third, layer: 'middleware', category: 'oracles' },
      { ...third, layer: 'marketplaces', category: 'data' },
    ]
    expect(sentencesAfter('projects[0].memberships', memberships)).toEqual([])
  })

  it('refuses more coins than one market request holds', () => {
    const { projects } = readStack()
    const [first] = projects
    const more = Array.from({ length: 250 }, (_, at) => ({
      ...first,
      slug: `more-${at}`,
      coingeckoId: `more-${at}`,
    }))
    const found = sentencesAfter('projects', more).filter((sentence) =>
      sentence.includes('252 different CoinGecko ids'),
    )
    expect(found).toEqual([expect.stringContaining('allowed: at most 250')])
  })

  it('takes a symbol of a script without cases', () => {
    expect(sentencesAfter('projects[0].symbol', '币安人生')).toEqual([])
  })
})
