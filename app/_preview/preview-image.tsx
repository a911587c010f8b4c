import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ImageResponse } from 'next/og'
import { PreviewPicture, type PreviewStamp } from '#app/_preview/preview-picture'
import type { Snapshot } from '#lib/core/contract/snapshot'
import { formatUtcDateTime } from '#lib/core/format/format-time'
import type { Preview } from '#lib/core/preview/preview'
import { PLAIN_PREVIEW } from '#lib/core/preview/still-previews'
import { getPreviewSnapshot } from '#lib/server/services/get-preview-words'
import { getProjectRoot } from '#lib/server/services/get-project-root'
import { remember } from '#lib/server/services/remember'

export const PREVIEW_SIZE = { width: 1200, height: 630 } as const

/** Pictures kept: every screen and token a few times over. */
const KEPT = 160

/** A crawler costs at most one drawing per picture and this time; each picture says of when it is. */
const FRESH_MS = 600_000

/** The picture of a screen as PNG; a plain one while there is no data, or for what is not on the board. */
export async function previewImage(
  name: string,
  previewOf: (snapshot: Snapshot) => Preview | null,
): Promise<Response> {
  const snapshot = await getPreviewSnapshot()
  const preview = snapshot === null ? null : previewOf(snapshot)
  if (snapshot === null || preview === null) return answer(await kept('plain', PLAIN_PREVIEW, null))
  const { fetchedAt, source, mapping, currency } = snapshot
  const slot = Math.floor(Date.parse(fetchedAt) / FRESH_MS)
  const stamp = { asOf: formatUtcDateTime(snapshot.asOf), isRecorded: source === 'recorded' }
  return answer(await kept([name, slot, source, mapping.sha256, currency].join('|'), preview, stamp))
}

function kept(key: string, preview: Preview, stamp: PreviewStamp | null): Promise<ArrayBuffer> {
  return remember('previews', key, KEPT, () => draw(preview, stamp))
}

async function draw(preview: Preview, stamp: PreviewStamp | null): Promise<ArrayBuffer> {
  const fonts = join(getProjectRoot(), 'node_modules', 'geist', 'dist', 'fonts', 'geist-sans')
  const [regular, bold] = await Promise.all(
    ['Geist-Regular.ttf', 'Geist-SemiBold.ttf'].map((file) => readFile(join(fonts, file))),
  )
  const image = new ImageResponse(<PreviewPicture preview={preview} stamp={stamp} />, {
    ...PREVIEW_SIZE,
    fonts: [
      { name: 'Geist', data: regular as Buffer, weight: 400, style: 'normal' },
      { name: 'Geist', data: bold as Buffer, weight: 600, style: 'normal' },
    ],
  })
  return image.arrayBuffer()
}

function answer(picture: ArrayBuffer): Response {
  return new Response(picture.slice(0), {
    headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=600' },
  })
}
