import { describe, expect, it } from 'vitest'
import { formatStackProblem, MAX_STACK_SIZE, parseStack } from '#lib/core/stack/parse-stack'
import { editedStack, STACK_FILE, sentencesOf, stackText } from './edited-stack'

function lineWith(piece: string): number {
  return stackText.split('\n').findIndex((line) => line.includes(piece)) + 1
}

describe(parseStack.name, () => {
  it('reads the mapping of the repository', () => {
    const parsed = parseStack(stackText, STACK_FILE)
    expect(parsed.ok && parsed.stack.projects.length).toBe(68)
  })

  it('says file, path, value, reason and what is allowed', () => {
    const parsed = parseStack(stackText.replace('"scope": "core"', '"scope": "cor"'), 'my.json')
    expect(parsed).toEqual({
      ok: false,
      problems: [
        {
          file: 'my.json',
          line: lineWith('"scope": "core"'),
          column: null,
          path: '$.projects[0].scope',
          value: '"cor"',
          reason: 'unknown scope',
          allowed: 'core, adjacent',
        },
      ],
    })
  })

  it('names for a missing field the line of the object that lacks it', () => {
    const found = sentencesOf(stackText.replace(/ *"scope": "core",\n/, ''))
    expect(found).toEqual([
      `${STACK_FILE}:${lineWith('"projects": [') + 1}: $.projects[0].scope is missing: ` +
        'this field is required; allowed: core, adjacent',
    ])
  })

  it('names every problem of a file', () => {
    const found = sentencesOf(stackText.replaceAll('"scope": "adjacent"', '"scope": "far"'))
    expect(found).toHaveLength(10)
  })

  it('shortens a long value', () => {
    const found = sentencesOf(JSON.stringify(editedStack('projects[0].name', 'x'.repeat(5000))))
    expect(found[0]?.length).toBeLessThan(250)
    expect(found[0]).toContain('xxx…: not a name')
  })

  it('quotes a field name with odd characters in the path', () => {
    const found = sentencesOf(stackText.replace('"guide": true', '"a b\\u0007": 1, "guide": true'))
    expect(found).toEqual([
      expect.stringContaining(String.raw`$.projects[0]["a b\u0007"] is 1: unknown field`),
    ])
  })

  it('refuses __proto__ as a field and pollutes nothing', () => {
    const found = sentencesOf(
      stackText.replace('"guide": true', '"__proto__": { "polluted": true }, "guide": true'),
    )
    expect(found).toEqual([
      expect.stringContaining('$.projects[0].__proto__ is {"polluted":true}: unknown field'),
    ])
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it('gives line and column of text that is not JSON', () => {
    expect(sentencesOf('{\n  "schemaVersion": 1,\n  version: 2\n}')).toEqual([
      `${STACK_FILE}:3:3: version is not valid JSON here; allowed: a field name in double quotes`,
    ])
    expect(sentencesOf('{ "a": [1, 2')).toEqual([
      `${STACK_FILE}:1:13: the end of the text is not valid JSON here; allowed: a comma or the closing bracket`,
    ])
    expect(sentencesOf('')).toEqual([
      `${STACK_FILE}:1:1: the end of the text is not valid JSON here; allowed: a value`,
    ])
  })

  it('refuses a field that stands twice, where JSON.parse would keep the last', () => {
    const doubled = stackText.replace('"slug": "gensyn",', '"slug": "gensyn",\n      "slug": "gensyn",')
    expect(sentencesOf(doubled)).toEqual([
      expect.stringMatching(/"slug" stands twice in \$\.projects\[0\]; allowed: each field once$/),
    ])
  })

  it('accepts a byte order mark before the text', () => {
    expect(sentencesOf(`\uFEFF${stackText}`)).toEqual([])
  })

  it('refuses text over 1 MB, long lists and deep nesting without walking them', () => {
    expect(sentencesOf(' '.repeat(MAX_STACK_SIZE + 1))).toEqual([
      expect.stringMatching(/too long; allowed: at most 1048576 characters$/),
    ])
    expect(sentencesOf(`{"projects":[${'0,'.repeat(2000)}0]}`)).toEqual([
      expect.stringMatching(/makes \$\.projects too long; allowed: at most 2000 items$/),
    ])
    expect(sentencesOf('['.repeat(1_000_000))).toEqual([
      expect.stringMatching(/nested too deeply; allowed: at most 32 levels$/),
    ])
  })

  it('accepts 2 000 projects', () => {
    const membership = {
      layer: 'marketplaces',
      category: 'data',
      primary: true,
      reason: 'r',
      source: 'guide',
    }
    const noToken = {
      coingeckoId: null,
      symbol: null,
      scope: 'core',
      status: 'no-token',
      since: null,
      note: null,
      guide: false,
      aliases: [],
    }
    const projects = Array.from({ length: 2000 }, (_, index) => {
      const name = `p${index}`
      return { slug: name, name, ...noToken, memberships: [membership] }
    })
    expect(sentencesOf(JSON.stringify(editedStack('projects', projects)))).toEqual([])
  })

  it.each(['null', '[]', '7', '"stack"', 'true'])('refuses %s as a mapping', (json) => {
    expect(sentencesOf(json)).toEqual([`${STACK_FILE}:1: $ is ${json}: not a mapping; ${FIELDS}`])
  })
})

const FIELDS =
  'allowed: an object with the fields schemaVersion, version, sources, layers, benchmarks, projects'

describe(formatStackProblem.name, () => {
  it('leaves out a line that is not known', () => {
    const problem = {
      file: STACK_FILE,
      line: null,
      column: null,
      path: '$.projects[3].scope',
      value: '"cor"',
    }
    expect(formatStackProblem({ ...problem, reason: 'unknown scope', allowed: 'core, adjacent' })).toBe(
      'data/stack.json: $.projects[3].scope is "cor": unknown scope; allowed: core, adjacent',
    )
  })
})
