'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { download } from '#lib/client/browser/download'
import { knownTokensQuery } from '#lib/client/queries/known-tokens-query'
import { type ImportReport, reportImport } from '#lib/client/watchlist/report-import'
import { addWatched, useWatchlist } from '#lib/client/watchlist/watchlist'
import { parseWatchlist, printWatchlist } from '#lib/client/watchlist/watchlist-file'

interface WatchlistFieldsProps {
  /** Told after an import whether it is kept. */
  onChange: (isKept: boolean) => void
}

/** The watchlist as a file: out of this browser, and into it. */
export function WatchlistFields({ onChange }: WatchlistFieldsProps) {
  const watched = useWatchlist() ?? []
  const queryClient = useQueryClient()
  const [report, setReport] = useState<ImportReport | null>(null)
  const importFile = async (file: File) => {
    const { ids, problem } = parseWatchlist(await file.text())
    if (ids === null) {
      setReport({ isBad: true, text: `${file.name} was not imported: ${problem}.` })
      return
    }
    onChange(addWatched(ids))
    const board = await queryClient.fetchQuery(knownTokensQuery(queryClient)).catch(() => null)
    setReport(reportImport({ ids, before: watched, known: board?.tokens.map(({ id }) => id) ?? null }))
  }
  return (
    <section aria-labelledby="watchlist-file">
      <h3 id="watchlist-file">Watchlist</h3>
      <div className="preference-row">
        <span>
          {watched.length === 0
            ? 'Empty: a star before a name adds it'
            : `${watched.length} ${watched.length === 1 ? 'token' : 'tokens'}`}
        </span>
        <button
          type="button"
          className="quiet-button"
          disabled={watched.length === 0}
          onClick={() => exportFile(watched)}
        >
          Export watchlist
        </button>
        <label className="quiet-button file-button">
          Import watchlist
          <input
            type="file"
            accept=".json,application/json"
            onChange={(event) => {
              const [file] = event.target.files ?? []
              if (file !== undefined) void importFile(file)
              // The same file may be chosen again once it is mended.
              event.target.value = ''
            }}
          />
        </label>
      </div>
      <p className={`import-report${report?.isBad ? ' is-bad' : ''}`} role="status">
        {report?.text}
      </p>
    </section>
  )
}

function exportFile(ids: readonly string[]): void {
  const now = new Date().toISOString()
  const stamp = now.replace(/[-:]|\.\d+/g, '')
  const file = new Blob([printWatchlist(ids, now)], { type: 'application/json' })
  download(file, `strata-watchlist_${stamp}.json`)
}
