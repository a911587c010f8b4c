'use client'

import { Star } from 'lucide-react'
import { toggleWatched, useIsWatched } from '#lib/client/watchlist/watchlist'

/** Puts a token on this computer's watchlist, or takes it off. */
export function WatchStar({ id, name }: { id: string; name: string }) {
  const isWatched = useIsWatched(id)
  return (
    <button
      type="button"
      className="watch-star"
      aria-pressed={isWatched}
      aria-label={`Watch ${name}`}
      title={isWatched ? 'On your watchlist' : 'Add to your watchlist'}
      onClick={() => toggleWatched(id)}
    >
      <Star size={13} aria-hidden />
    </button>
  )
}
