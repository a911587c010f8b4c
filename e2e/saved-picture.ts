import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'

export interface SavedPicture {
  fileName: string
  bytes: number
  width: number
  height: number
  /** The words inside the file, by keyword: `Title`, `Description`, `Source`. */
  words: Readonly<Record<string, string>>
}

/** Presses a button that saves a PNG and reads the file. */
export async function savedPicture(page: Page, button: Locator): Promise<SavedPicture> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  const png = readFileSync(await download.path())
  return {
    fileName: download.suggestedFilename(),
    bytes: png.length,
    width: png.readUInt32BE(16),
    height: png.readUInt32BE(20),
    words: pngWords(png),
  }
}

/** The `iTXt` entries of a PNG. */
function pngWords(png: Buffer): Record<string, string> {
  const words: Record<string, string> = {}
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    if (png.toString('ascii', at + 4, at + 8) === 'iTXt') {
      const [keyword = '', ...rest] = png.toString('utf8', at + 8, at + 8 + length).split('\0')
      words[keyword] = rest.at(-1) ?? ''
    }
    at += 12 + length
  }
  return words
}
