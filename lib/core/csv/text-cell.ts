/** First characters at which a spreadsheet reads a cell as a formula or is misled about where the cell starts. */
const FORMULA_START = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** Control characters that mean nothing in text; TAB, LF and CR can stand in a quoted cell. */
const MEANINGLESS_CONTROLS = /(?![\t\n\r])\p{Cc}/gu

/**
 * Foreign text made safe for a spreadsheet: control characters removed, a leading `'` where the cell would be
 * taken for a formula or began with NUL. For text only: a negative number has to stay a number.
 */
export function textCell(text: string): string {
  const cleaned = text.replace(MEANINGLESS_CONTROLS, '')
  return FORMULA_START.test(cleaned) || text.startsWith('\0') ? `'${cleaned}` : cleaned
}
