import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ImageResponse } from 'next/og'
import { createElement } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { PreviewPicture } from '#app/_preview/preview-picture'
import {
  layerPreview,
  overviewPreview,
  stackPreview,
  volatilityPreview,
} from '#lib/core/preview/board-previews'
import type { Preview } from '#lib/core/preview/preview'
import { PLAIN_PREVIEW } from '#lib/core/preview/still-previews'
import { tokenPreview } from '#lib/core/preview/token-preview'
import { PROJECT_ROOT } from '#lib/server/project-root'
import { snapshotFixture } from '../helpers/snapshot-fixture.ts'

const SNAPSHOT = snapshotFixture()
const FONTS = join(PROJECT_ROOT, 'node_modules/geist/dist/fonts/geist-sans')
const font = (file: string, weight: 400 | 600) =>
  ({ name: 'Geist', data: readFileSync(join(FONTS, file)), weight, style: 'normal' }) as const

afterEach(() => vi.unstubAllGlobals())

async function draw(preview: Preview): Promise<Buffer> {
  const stamp = { asOf: '24 Apr 2025, 06:15 UTC', isRecorded: true }
  const image = new ImageResponse(createElement(PreviewPicture, { preview, stamp }), {
    width: 1200,
    height: 630,
    fonts: [font('Geist-Regular.ttf', 400), font('Geist-SemiBold.ttf', 600)],
  })
  return Buffer.from(await image.arrayBuffer())
}

it.each([
  ['the Overview', overviewPreview(SNAPSHOT)],
  ['Volatility', volatilityPreview(SNAPSHOT)],
  ['the stack', stackPreview(SNAPSHOT)],
  ['a layer', layerPreview(SNAPSHOT, SNAPSHOT.layers[0]?.id ?? '')],
  ['a token', tokenPreview(SNAPSHOT, 'bittensor')],
  ['a name in letters the font does not have', { ...PLAIN_PREVIEW, title: '比特 🚀 Token' }],
  ['nothing known', PLAIN_PREVIEW],
])('draws %s as a picture without asking the network', async (_, preview) => {
  const asked: string[] = []
  vi.stubGlobal('fetch', (url: unknown) => {
    // Its own code comes as a data URL, and is also found elsewhere.
    if (!String(url).startsWith('data:')) asked.push(String(url))
    return Promise.reject(new Error('no network here'))
  })
  expect(preview).not.toBeNull()
  const png = await draw(preview ?? PLAIN_PREVIEW)
  expect([png.subarray(1, 4).toString(), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
    'PNG',
    1200,
    630,
  ])
  expect(asked).toEqual([])
})
