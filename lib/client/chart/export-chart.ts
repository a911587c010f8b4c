import type { PictureWords } from '#lib/client/chart/save-picture'
import type { ChartTable } from '#lib/core/chart/chart-table'

/** Saves a chart as PNG. The writers come with their first use: no page carries them until then. */
export async function exportPicture(element: HTMLElement, words: PictureWords): Promise<void> {
  const { savePicture } = await import('#lib/client/chart/save-picture')
  await savePicture(element, words)
}

/** Saves a chart's numbers as CSV. */
export async function exportNumbers(table: ChartTable, words: PictureWords): Promise<void> {
  const { saveChartCsv } = await import('#lib/client/chart/save-chart-csv')
  saveChartCsv(table, words)
}
