import { config } from 'zod/mini'

export { ErrorBody } from '#lib/core/contract/error'
export { Series } from '#lib/core/contract/series'
export { Snapshot } from '#lib/core/contract/snapshot'
export { TokenDetail } from '#lib/core/contract/token-detail'

// Without this zod probes `new Function`, which the page's Content-Security-Policy forbids and reports.
config({ jitless: true })
