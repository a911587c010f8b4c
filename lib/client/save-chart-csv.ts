import { download } from '#lib/client/download'
import type { PictureWords } from '#lib/client/save-picture'
import { chartFileName } from '#lib/core/chart/chart-file-name'
import type { ChartTable } from '#lib/core/chart/chart-table'
import { ATTRIBUTION } from '#lib/core/contract/vocabulary'

/** Saves the numbers of a chart. The writer of CSV files comes with the first use. */
export async function saveChartCsv(table: ChartTable, { title, asOf, source }: PictureWords): Promise<void> {
  const { chartCsv } = await import('#lib/core/csv/chart-csv')
  const attribution = `${ATTRIBUTION.text} ${ATTRIBUTION.url}`
  const text = chartCsv(table, { asOf, source, attribution })
  download(new Blob([text], { type: 'text/csv;charset=utf-8' }), chartFileName(title, asOf, 'csv'))
}
