'use client'

import { X } from 'lucide-react'
import { useState } from 'react'
import { ModalDialog } from '#app/_components/modal-dialog'
import { PreferenceFields } from '#app/_components/preference-fields'
import { WatchlistFields } from '#app/_components/watchlist-fields'
import { DEFAULT_PREFERENCES } from '#lib/client/preferences/parse-preferences'
import { changePreferences } from '#lib/client/preferences/preferences'
import { setTheme } from '#lib/client/preferences/theme'

/** Everything a reader can set for good, and the watchlist's way in and out. */
export function PreferencesDialog({ onClose }: { onClose: () => void }) {
  const [isKept, setIsKept] = useState(true)
  return (
    <ModalDialog label="Preferences" className="preferences" onClose={onClose}>
      {(close) => (
        <>
          <header>
            <h2>Preferences</h2>
            <button type="button" className="icon-button" aria-label="Close" onClick={close}>
              <X size={16} aria-hidden />
            </button>
          </header>
          <PreferenceFields onChange={setIsKept} />
          <WatchlistFields onChange={setIsKept} />
          <footer>
            <p className="preference-note" role="status">
              {isKept
                ? 'Kept on this computer only. An address that states a value always wins. Motion follows your system.'
                : 'This browser does not let the page keep anything: these choices end with it.'}
            </p>
            <button
              type="button"
              className="button"
              onClick={() => setIsKept(setTheme('system') && changePreferences(DEFAULT_PREFERENCES))}
            >
              Reset preferences
            </button>
          </footer>
        </>
      )}
    </ModalDialog>
  )
}
