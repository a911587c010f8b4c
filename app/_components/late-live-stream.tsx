'use client'

import { type ComponentType, useEffect, useState } from 'react'

/** The live stream once the page is alive: its code is not part of what the first numbers wait for. */
export function LateLiveStream() {
  const [LiveStream, setLiveStream] = useState<ComponentType | null>(null)
  useEffect(() => {
    // Not reachable: the page goes on asking by the clock.
    import('#app/_components/live-stream').then(
      (module) => setLiveStream(() => module.LiveStream),
      () => {},
    )
  }, [])
  return LiveStream && <LiveStream />
}
