import { Download } from 'lucide-react'
import { type SnapshotParams, snapshotSearch } from '#lib/client/queries/snapshot-query'

/** The board on screen as two files for spreadsheets, which want the byte order mark. */
export function ExportLinks({ params }: { params: SnapshotParams }) {
  const search = `${snapshotSearch(params)}&bom=1`
  return (
    <p className="exports">
      <a className="quiet-link" href={`/api/layers.csv?${search}`} download>
        Layers CSV
      </a>
      <a className="button" href={`/api/snapshot.csv?${search}`} download>
        <Download size={14} aria-hidden />
        Export CSV
      </a>
    </p>
  )
}
