import { toCanvas } from 'html-to-image'
import { download } from '#lib/client/browser/download'
import { withInlinedDrawing } from '#lib/client/chart/inlined-drawing'
import { chartFileName } from '#lib/core/chart/chart-file-name'
import { withPngText } from '#lib/core/chart/png-text'
import { ATTRIBUTION } from '#lib/core/contract/vocabulary'
import { formatUtcDateTime } from '#lib/core/format/format-time'
import { wrapParts } from '#lib/core/format/wrap-parts'

export interface PictureWords {
  title: string
  /** ISO, UTC. */
  asOf: string
  source: 'live' | 'recorded'
}

const PIXEL_RATIO = 2
const MARGIN = 16
const SEPARATOR = ' · '
const FONT_SIZE = 11
const LINE_HEIGHT = 16
/** Under the last line. */
const CREDIT_MARGIN = 12
/** Controls and tables carry this attribute; they have no place in a picture. */
const SCREEN_ONLY = 'data-screen-only'

/**
 * Saves an element as PNG on its own ground, with one line under it that says as of when and from where. The same
 * words stand inside the file as text.
 * @throws Error when the browser cannot draw it
 */
export async function savePicture(element: HTMLElement, words: PictureWords): Promise<void> {
  const style = getComputedStyle(document.body)
  const ground = getComputedStyle(document.documentElement).backgroundColor
  const drawn = await withInlinedDrawing(element, () =>
    toCanvas(element, {
      pixelRatio: PIXEL_RATIO,
      backgroundColor: ground,
      filter: (node) => !(node instanceof Element && node.hasAttribute(SCREEN_ONLY)),
    }),
  )
  const canvas = withCredit(drawn, credit(words), { ground, text: style.color, font: style.fontFamily })
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob === null) throw new Error('this browser could not make the picture')
  const { title, asOf } = words
  const bytes = withPngText(new Uint8Array(await blob.arrayBuffer()), {
    Title: title,
    Description: credit(words),
    Source: ATTRIBUTION.url,
    Software: 'Strata',
  })
  download(new Blob([bytes as BlobPart], { type: 'image/png' }), chartFileName(title, asOf, 'png'))
}

function credit({ asOf, source }: PictureWords): string {
  const kind = source === 'recorded' ? 'Recorded data as of' : 'As of'
  return ['Strata', `${kind} ${formatUtcDateTime(asOf)}`, `${ATTRIBUTION.text} (${ATTRIBUTION.url})`].join(
    SEPARATOR,
  )
}

interface Ink {
  ground: string
  text: string
  font: string
}

function withCredit(drawn: HTMLCanvasElement, words: string, ink: Ink): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = drawn.width + 2 * MARGIN * PIXEL_RATIO
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('this browser could not make the picture')
  const font = `${FONT_SIZE * PIXEL_RATIO}px ${ink.font}`
  context.font = font
  const fits = (line: string) => context.measureText(line).width <= drawn.width
  const lines = wrapParts(words.split(SEPARATOR), SEPARATOR, fits)
  const creditHeight = (CREDIT_MARGIN + lines.length * LINE_HEIGHT) * PIXEL_RATIO
  // A new height clears the canvas and what was set on it.
  canvas.height = drawn.height + MARGIN * PIXEL_RATIO + creditHeight
  context.fillStyle = ink.ground
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(drawn, MARGIN * PIXEL_RATIO, MARGIN * PIXEL_RATIO)
  context.fillStyle = ink.text
  context.font = font
  const top = MARGIN * PIXEL_RATIO + drawn.height
  for (const [at, line] of lines.entries())
    context.fillText(line, MARGIN * PIXEL_RATIO, top + (at + 1) * LINE_HEIGHT * PIXEL_RATIO)
  return canvas
}
