/** U+2212, the minus of every number on screen; files keep the ASCII hyphen. */
export const MINUS = '\u2212'

/** U+00A0, between a number and `%`, `pp` or a currency code. */
export const NBSP = '\u00a0'
