import { NBSP } from '#lib/core/format/typography'

/** A formatted number cut at its decimal point and its unit, so that a column can stand on the point. */
export interface NumberParts {
  whole: string
  /** With its point; empty where there are no decimals. */
  fraction: string
  unit: string
}

/** Cuts at the decimal point, and at the last no-break space if what follows is a unit. */
export function splitNumber(text: string): NumberParts {
  const unitAt = text.lastIndexOf(NBSP)
  const hasUnit = unitAt > 0 && !/\d/.test(text.slice(unitAt))
  const number = hasUnit ? text.slice(0, unitAt) : text
  const pointAt = number.indexOf('.')
  return {
    whole: pointAt === -1 ? number : number.slice(0, pointAt),
    fraction: pointAt === -1 ? '' : number.slice(pointAt),
    unit: hasUnit ? text.slice(unitAt + 1) : '',
  }
}
