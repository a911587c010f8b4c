import { useAnnouncement } from '#lib/client/stream/use-announcement'
import { useMarketStream } from '#lib/client/stream/use-market-stream'

/** The live stream at work: seen in the numbers themselves, heard at most once a minute. */
export function LiveStream() {
  useMarketStream()
  const announcement = useAnnouncement()
  return (
    <p className="sr-only" role="status" aria-label="Updates">
      {announcement}
    </p>
  )
}
