/** Addresses of the screens; ids come from the mapping and need no escaping beyond the usual. */
export function layerHref(id: string): string {
  return `/layers/${encodeURIComponent(id)}`
}

/** A token's screen. */
export function tokenHref(id: string): string {
  return `/tokens/${encodeURIComponent(id)}`
}

interface ComparedLists {
  ids?: readonly string[]
  layers?: readonly string[]
}

/** The Volatility screen with a choice of tokens and layers. */
export function volatilityHref({ ids = [], layers = [] }: ComparedLists): string {
  const search = [
    ids.length > 0 ? `ids=${ids.map(encodeURIComponent).join(',')}` : null,
    layers.length > 0 ? `layers=${layers.map(encodeURIComponent).join(',')}` : null,
  ].filter((part) => part !== null)
  return search.length > 0 ? `/volatility?${search.join('&')}` : '/volatility'
}
