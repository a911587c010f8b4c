/** A number as people meet it: `text` on screen, `full` as accessible name and title with every digit. */
export interface FormattedNumber {
  text: string
  full: string
}

export const UNKNOWN: FormattedNumber = { text: '—', full: 'unknown' }
