import type { RequestListener } from 'node:http'
import type { Registry } from 'prom-client'
import type { Env } from '#lib/server/env'
import { AnswerSender } from '#lib/server/front/answer-sender'
import { ClientLimits } from '#lib/server/front/client-limits'
import { DataAnswers } from '#lib/server/front/data-answers'
import { watchEventLoopLag } from '#lib/server/front/event-loop-lag'
import { Front } from '#lib/server/front/front'
import { Gate } from '#lib/server/front/gate'
import { LoadGauge } from '#lib/server/front/load-gauge'
import { PageAnswers } from '#lib/server/front/page-answers'
import { PageRenderer } from '#lib/server/front/page-renderer'
import { PreparedCache } from '#lib/server/front/prepared-cache'
import { renewPrepared } from '#lib/server/front/renew-prepared'
import { securityHeaders } from '#lib/server/front/security-headers'
import { StaticFiles } from '#lib/server/front/static-files'
import type { Logger } from '#lib/server/logger'
import { boardMetrics } from '#lib/server/metrics/board-metrics'
import { httpMetrics } from '#lib/server/metrics/http-metrics'
import { processMetrics } from '#lib/server/metrics/process-metrics'
import { streamMetrics } from '#lib/server/metrics/stream-metrics'
import type { upstreamMetrics } from '#lib/server/metrics/upstream-metrics'
import type { Runtime } from '#lib/server/runtime'
import { staticFolders } from '#lib/server/static-folders'
import type { BoardWatch } from '#lib/server/stream/board-watch'
import type { LiveStream } from '#lib/server/stream/live-stream'

/** Prepared answers kept: a screen's every plain view many times over, and a bound on memory. */
const CACHE_LIMITS = { entries: 600, bytes: 64 * 1024 * 1024 }

export interface FrontParts {
  env: Env
  runtime: Runtime
  logger: Logger
  watch: BoardWatch
  registry: Registry
  upstream: ReturnType<typeof upstreamMetrics>
  /** Next, for pages and navigation. */
  next: RequestListener
  stream: LiveStream
}

/** Puts the front together and keeps what it has prepared in step with the board. */
export function createFront(parts: FrontParts): Front {
  const { env, runtime, logger, watch, registry, upstream, next, stream } = parts
  const monotonic = () => performance.now()
  const headers = securityHeaders(env.tls)
  const cache = new PreparedCache(CACHE_LIMITS, monotonic)
  const data = new DataAnswers(cache, headers.data)
  const pages = new PageAnswers(cache, new PageRenderer(next), headers)
  const lagMs = watchEventLoopLag()
  const board = followBoard(runtime, watch)
  const onAnswer = httpMetrics(registry)
  streamMetrics(registry, () => stream.report())
  processMetrics(registry, { build: runtime.build, lagMs, prepared: () => cache.size })
  boardMetrics(registry, () => ({
    snapshot: board.snapshot,
    report: runtime.feed.report(),
    lease: runtime.lease,
    now: runtime.clock.now(),
  }))
  upstream.follow(
    () => runtime.feed.report(),
    () => runtime.clock.now(),
  )
  watch.onChange(() => void renewPrepared({ cache, data, pages, logger }))
  return new Front({
    data,
    pages,
    files: new StaticFiles(staticFolders(runtime.projectRoot), headers.part),
    gate: new Gate({
      limits: env.clientLimits ? new ClientLimits(monotonic) : null,
      gauge: new LoadGauge(lagMs),
      trustedProxies: env.trustedProxies,
      random: Math.random,
    }),
    sender: new AnswerSender({
      headers,
      secondsToRefresh: board.secondsToRefresh,
      onAnswer,
      monotonic,
      logger,
    }),
    headers,
    stream,
    next,
    metrics: env.metrics
      ? async () => ({ body: await registry.metrics(), contentType: registry.contentType })
      : null,
    state: {
      isDraining: () => runtime.draining,
      isReady: () => board.snapshot !== null,
      noteReader: () => runtime.audience.seen(runtime.clock.now()),
    },
    monotonic,
  })
}

/** The newest board, as far as answers depend on it. */
function followBoard({ clock }: Runtime, watch: BoardWatch) {
  const board = {
    snapshot: null as Parameters<Parameters<BoardWatch['onChange']>[0]>[0],
    secondsToRefresh: (): number | null => nextAt && (nextAt - clock.now()) / 1000,
  }
  let nextAt: number | null = null
  watch.onChange((snapshot) => {
    board.snapshot = snapshot
    nextAt = snapshot?.nextRefreshAt ? Date.parse(snapshot.nextRefreshAt) : null
  })
  return board
}
