/** Four strata, top layer first, in the layers' hues. */
export function Wordmark() {
  return (
    <span className="wordmark">
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden>
        <rect className="fill-4" x="5" y="1" width="12" height="3" rx="1" />
        <rect className="fill-3" x="3" y="5.3" width="10" height="3" rx="1" />
        <rect className="fill-2" x="4" y="9.7" width="13" height="3" rx="1" />
        <rect className="fill-1" x="1" y="14" width="14" height="3" rx="1" />
      </svg>
      Strata
    </span>
  )
}
