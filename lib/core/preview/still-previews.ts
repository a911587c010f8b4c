import { type Preview, plainFigure } from '#lib/core/preview/preview'

const TITLE = 'AI crypto by layer'

/** Before the first data, and wherever nothing better is known. */
export const PLAIN_PREVIEW: Preview = {
  title: TITLE,
  headline: `Strata: ${TITLE}`,
  description: 'Live market board of AI-sector crypto tokens by the four layers of the Crypto-AI stack.',
  lead: null,
  figures: [],
  hue: null,
  line: [],
}

/** The Methodology screen: families of metrics and how many each explains. */
export function methodologyPreview(
  families: readonly { name: string; metrics: readonly unknown[] }[],
): Preview {
  const count = families.reduce((sum, { metrics }) => sum + metrics.length, 0)
  return {
    title: 'Methodology',
    headline: 'What every number of Strata means',
    description: `${count} metrics, each with its definition, formula, unit, window, missing data, source and a worked example.`,
    lead: plainFigure('Metrics explained', String(count)),
    figures: families.slice(0, 5).map(({ name, metrics }) => plainFigure(name, String(metrics.length))),
    hue: null,
    line: [],
  }
}
