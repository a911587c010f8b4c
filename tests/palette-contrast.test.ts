import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PALETTES } from '#lib/client/preferences/parse-preferences'
import { PROJECT_ROOT } from '#lib/server/project-root'

type Rgb = readonly [number, number, number]
type Theme = 'light' | 'dark'

const css = readFileSync(join(PROJECT_ROOT, 'app/palette.css'), 'utf8')

/** Variables of the rule with exactly this selector. */
function variables(selector: string): Map<string, string> {
  const at = css.indexOf(`${selector} {`)
  const body = at === -1 ? '' : css.slice(at, css.indexOf('\n}', at))
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [`${name}`, `${value}`]),
  )
}

/** Colour of a variable under a palette and theme. */
function colour(name: string, palette: string, theme: Theme): Rgb {
  const value = variables(`:root[data-palette="${palette}"]`).get(name) ?? variables(':root').get(name) ?? ''
  const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1]
  if (other !== undefined) return colour(other, palette, theme)
  const [light, dark] = [...value.matchAll(/#([0-9a-f]{6})/g)].map(([, hex]) => hex)
  const hex = (theme === 'light' ? light : dark) ?? ''
  expect(hex, `${name} in ${palette}, ${theme}`).toMatch(/^[0-9a-f]{6}$/)
  return [0, 2, 4].map((from) => Number.parseInt(hex.slice(from, from + 2), 16)) as unknown as Rgb
}

const mix = (over: Rgb, under: Rgb, part: number) =>
  over.map((value, at) => value * part + (under[at] ?? Number.NaN) * (1 - part)) as unknown as Rgb

/** Relative luminance and ratio of WCAG 2.2. */
function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: Rgb, b: Rgb): number {
  const [low = Number.NaN, high = Number.NaN] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

/** Part of gain or loss in the strongest ground of a cell, and in the strongest under coloured text. */
const STRONGEST = 0.5
const STRONGEST_UNDER_COLOUR = 0.27
const AA_TEXT = 4.5
const AA_GRAPHICS = 3

const CASES = PALETTES.flatMap((palette) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    (['up', 'down'] as const).map((way) => ({ palette, theme, way })),
  ),
)

describe.each(CASES)('$way in $palette, $theme', ({ palette, theme, way }) => {
  const at = (name: string) => colour(name, palette, theme)

  it('is readable as text on every ground', () => {
    for (const ground of ['ground', 'raised', 'raised-2'])
      expect(contrast(at(`${way}-text`), at(ground))).toBeGreaterThanOrEqual(AA_TEXT)
    const tinted = mix(at(way), at('ground'), STRONGEST_UNDER_COLOUR)
    expect(contrast(at(`${way}-text`), tinted)).toBeGreaterThanOrEqual(AA_TEXT)
  })

  it('leaves plain text readable on its strongest cell', () => {
    expect(contrast(at('text'), mix(at(way), at('ground'), STRONGEST))).toBeGreaterThanOrEqual(AA_TEXT)
  })

  it('is seen as a bar', () => {
    expect(contrast(at(way), at('ground'))).toBeGreaterThanOrEqual(AA_GRAPHICS)
  })
})
