import { csvFileName } from '#lib/core/csv/csv-file-name'
import type { CsvOptions } from '#lib/core/csv/csv-options'
import { layersCsv } from '#lib/core/csv/layers-csv'
import { tokensCsv } from '#lib/core/csv/tokens-csv'
import { AppError } from '#lib/server/errors'
import { getSnapshot, type SnapshotRequest } from '#lib/server/services/get-snapshot'

export interface ExportRequest extends SnapshotRequest {
  kind: 'tokens' | 'layers'
  options: CsvOptions
  /** Tokens of one layer only, also-memberships included. */
  layer?: string | undefined
}

export interface ExportedFile {
  name: string
  body: string
}

/**
 * The snapshot as a CSV file: the same numbers as the screen and the JSON.
 * @throws AppError as `getSnapshot`, and `bad_request` for an unknown layer.
 */
export async function exportSnapshot(request: ExportRequest): Promise<ExportedFile> {
  const snapshot = await getSnapshot(request)
  const layers = snapshot.layers.map((layer) => layer.id)
  if (request.layer !== undefined && !layers.includes(request.layer)) {
    throw new AppError('bad_request', `Unknown layer "${request.layer}"; allowed: ${layers.join(', ')}`, {
      field: 'layer',
    })
  }
  const body =
    request.kind === 'tokens'
      ? tokensCsv(snapshot, request.options, request.layer)
      : layersCsv(snapshot, request.options)
  return { name: csvFileName(request.kind, snapshot), body }
}
