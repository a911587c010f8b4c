import { ScreenLink } from '#app/_components/screen-link'
import { tokenHref, volatilityHref } from '#lib/client/view/screen-href'
import type { StackViewProject } from '#lib/core/contract/stack-view'

interface ProjectLinksProps {
  project: StackViewProject
  /** The board has a row of it. */
  hasRow: boolean
}

/** On to the token's own screen, and out to where it comes from. */
export function ProjectLinks({ project: { coingeckoId, website, name }, hasRow }: ProjectLinksProps) {
  if (coingeckoId === null && website === null) return null
  return (
    <p className="panel-links">
      {coingeckoId !== null && hasRow && (
        <ScreenLink className="quiet-link" href={tokenHref(coingeckoId)}>
          {name} in depth
        </ScreenLink>
      )}
      {coingeckoId !== null && hasRow && (
        <ScreenLink className="quiet-link" href={volatilityHref({ ids: [coingeckoId] })}>
          Its volatility
        </ScreenLink>
      )}
      {coingeckoId !== null && (
        <a className="quiet-link" href={`https://www.coingecko.com/en/coins/${coingeckoId}`} rel="noopener">
          CoinGecko
        </a>
      )}
      {website !== null && (
        <a className="quiet-link" href={website} rel="noopener nofollow">
          Site
        </a>
      )}
    </p>
  )
}
