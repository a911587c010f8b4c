import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textCell } from '#lib/core/csv/text-cell'

describe('textCell', () => {
  it.each([
    '=1+1',
    '=HYPERLINK("https://example.org","x")',
    '+1',
    '-1',
    '-2+3+cmd|calc!A0',
    '@SUM(1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(1)',
  ])('puts an apostrophe before %j', (text) => {
    expect(textCell(text)).toBe(`'${text}`)
  })

  it.each(['Bittensor', "'quoted", 'a=b', '1-2', 'Ξ', '🤖 Agent', ' =1', '', 'two\r\nlines', 'a\tb'])(
    'leaves %j as it is',
    (text) => {
      expect(textCell(text)).toBe(text)
    },
  )

  it('removes control characters, and is not misled by one before a formula', () => {
    expect(textCell('Bit\0ten\x1bsor\x7f\x85')).toBe('Bittensor')
    expect(textCell('\x07=1+1')).toBe("'=1+1")
    expect(textCell('\0=1+1')).toBe("'=1+1")
    expect(textCell('\0name')).toBe("'name")
  })

  it('never starts a cell with a formula character, whatever the text', () => {
    const starts = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      '\0',
      '＝',
      '＋',
      '－',
      '＠',
      '\x01',
      '',
    )
    fc.assert(
      fc.property(starts, starts, fc.string({ unit: 'binary' }), (first, second, rest) => {
        const cell = textCell(first + second + rest)
        expect('=+-@\t\r\n\0＝＋－＠'.split('')).not.toContain(cell.charAt(0))
        expect(cell).not.toMatch(/(?![\t\n\r])\p{Cc}/u)
      }),
      { numRuns: 2000 },
    )
  })
})
