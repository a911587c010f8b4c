import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Rules of axe that a page, or a part of it, breaks, each with the first place. */
export async function violationsOn(
  page: Page,
  { within, impacts }: { within?: string; impacts?: string[] } = {},
) {
  const axe = new AxeBuilder({ page })
  if (within !== undefined) axe.include(within)
  // Naming the places where all is well takes longer than finding the others.
  const { violations } = await axe.options({ resultTypes: ['violations'] }).analyze()
  const counted = violations.filter(({ impact }) => impacts?.includes(impact ?? '') ?? true)
  return counted.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}
