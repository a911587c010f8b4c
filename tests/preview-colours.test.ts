import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { PREVIEW_COLOURS } from '#lib/core/preview/preview-colours'
import { PROJECT_ROOT } from '#lib/server/project-root'

it('pictures without a style sheet have the colours of the dark theme', () => {
  const css = readFileSync(join(PROJECT_ROOT, 'app/palette.css'), 'utf8')
  for (const [name, colour] of Object.entries(PREVIEW_COLOURS)) {
    const [, value = ''] = new RegExp(`--${name}: ([^;]+);`).exec(css) ?? []
    expect([name, value.match(/#[0-9a-f]{6}/g)?.at(-1)]).toEqual([name, colour])
  }
})
