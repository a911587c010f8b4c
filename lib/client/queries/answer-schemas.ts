import { config } from 'zod/mini'

export { CorrelationAnswer } from '#lib/core/contract/correlation'
export { ErrorBody } from '#lib/core/contract/error'
export { LayerDetail } from '#lib/core/contract/layer-detail'
export { Series } from '#lib/core/contract/series'
export { Snapshot } from '#lib/core/contract/snapshot'
export { StackView } from '#lib/core/contract/stack-view'
export { Status } from '#lib/core/contract/status'
export { SnapshotDelta, StreamStatus } from '#lib/core/contract/stream'
export { TokenDetail } from '#lib/core/contract/token-detail'
export { VolatilityAnswer } from '#lib/core/contract/volatility'

// Without this zod probes `new Function`, which the page's Content-Security-Policy forbids and reports.
config({ jitless: true })
