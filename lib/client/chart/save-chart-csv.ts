import { download } from '#lib/client/browser/download'
import type { PictureWords } from '#lib/client/chart/save-picture'
import { chartFileName } from '#lib/core/chart/chart-file-name'
import type { ChartTable } from '#lib/core/chart/chart-table'
import { ATTRIBUTION } from '#lib/core/contract/vocabulary'
import { chartCsv } from '#lib/core/csv/chart-csv'

/** Saves the numbers of a chart. */
export function saveChartCsv(table: ChartTable, { title, asOf, source }: PictureWords): void {
  const attribution = `${ATTRIBUTION.text} ${ATTRIBUTION.url}`
  const text = chartCsv(table, { asOf, source, attribution })
  download(new Blob([text], { type: 'text/csv;charset=utf-8' }), chartFileName(title, asOf, 'csv'))
}
