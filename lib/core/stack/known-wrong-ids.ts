export interface KnownWrongId {
  /** The id that was meant. */
  meant: string
  /** Why the wrong one looks right. */
  why: string
  /** `false` where the right id should be confirmed by its contract address first. */
  sure: boolean
}

/**
 * Ids that public code uses for AI tokens and that are wrong at CoinGecko, by wrong id. Some do not exist, some
 * are other coins with plausible prices, which no list look-up can notice.
 */
export const KNOWN_WRONG_IDS: ReadonlyMap<string, KnownWrongId> = new Map([
  wrong('artificial-superintelligence-alliance', 'fetch-ai', 'the name of its web page, not its id'),
  wrong('asi-alliance', 'fetch-ai', 'a common name, not an id'),
  wrong('numerai', 'numeraire', 'the company, not the token'),
  wrong('phala-network', 'pha', 'the project, not its id'),
  wrong('io-net', 'io', 'the project, not its id'),
  wrong('near-protocol', 'near', 'the project, not its id'),
  wrong('virtuals-protocol', 'virtual-protocol', 'the id has no s'),
  wrong('worldcoin', 'worldcoin-wld', 'another coin until 2025'),
  wrong('openledger', 'openledger-2', 'an id that does not exist'),
  wrong('bless-network', 'bless-2', 'the project, not its id'),
  wrong('render', 'render-token', 'the project, not its id'),
  wrong('akash', 'akash-network', 'the project, not its id'),
  wrong('aixbt-by-virtuals', 'aixbt', 'the name of its web page, not its id'),
  wrong('goatse', 'goatseus-maximus', 'another coin'),
  wrong('story', 'story-2', 'another coin'),
  wrong('flux', 'zelcash', 'another coin (Datamine FLUX)'),
  unsure('mira-network', 'mira-3', 'the project, not its id; three coins share the ticker MIRA'),
  unsure('gaianet', 'gaia-3', 'the project, not its id; several coins share the ticker GAIA'),
])

function wrong(id: string, meant: string, why: string): [string, KnownWrongId] {
  return [id, { meant, why, sure: true }]
}

function unsure(id: string, meant: string, why: string): [string, KnownWrongId] {
  return [id, { meant, why, sure: false }]
}
