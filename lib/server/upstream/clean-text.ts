/** Longest name or symbol that is kept, in UTF-16 units. */
export const MAX_TEXT_LENGTH = 128

/** Bounds the work on a hostile megabyte before anything else looks at it. */
const MAX_RAW_LENGTH = 1_024

/** Control characters, lone surrogates, line and paragraph separators, marks that reverse the reading direction. */
const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

/** A name as it may be shown anywhere: NFC, without invisible controls, at most 128 characters; may be empty. */
export function cleanText(raw: string): string {
  const text = raw.slice(0, MAX_RAW_LENGTH).normalize('NFC').replace(UNSAFE, '').trim()
  // The cut may halve a pair, so lone surrogates are removed once more.
  return text.slice(0, MAX_TEXT_LENGTH).replace(/\p{Cs}/gu, '')
}
