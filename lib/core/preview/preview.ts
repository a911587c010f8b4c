import { type Direction, direction } from '#lib/core/format/direction'
import { formatPercent } from '#lib/core/format/format-percent'

/** A figure of a link preview as it is drawn. */
export interface PreviewFigure {
  label: string
  text: string
  /** Of a signed figure; `null` for one without a sign. */
  way: Direction | null
  /** Hue of the layer it belongs to; `null`: none. */
  hue: number | null
}

/** One screen in a picture and a sentence, from the same numbers as the screen. */
export interface Preview {
  title: string
  /** What it is called where there is only text. */
  headline: string
  description: string
  lead: PreviewFigure | null
  figures: readonly PreviewFigure[]
  /** Hue of the whole; `null`: none. */
  hue: number | null
  /** Shape of the last 7 days, oldest first; empty when unknown. */
  line: readonly (number | null)[]
}

/** A return with its way; '—' when unknown. */
export function returnFigure(
  label: string,
  fraction: number | null,
  hue: number | null = null,
): PreviewFigure {
  return { label, text: formatPercent(fraction).text, way: direction(fraction), hue }
}

/** A figure without a sign. */
export function plainFigure(label: string, text: string, hue: number | null = null): PreviewFigure {
  return { label, text, way: null, hue }
}
