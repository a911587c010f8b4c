import * as http from 'node:http'
import * as https from 'node:https'
import type { Readable } from 'node:stream'
import axios, { type AxiosInstance, type AxiosResponse } from 'axios'
import type { Clock } from '#lib/server/clock'
import { classifyFailure } from '#lib/server/upstream/classify-failure'
import { type Deadlines, startDeadlines, type Timeouts } from '#lib/server/upstream/deadlines'
import { PLAN_KEY_HEADERS, type Plan } from '#lib/server/upstream/plan'
import { createPublicLookup } from '#lib/server/upstream/public-lookup'
import { readBody } from '#lib/server/upstream/read-body'
import type { WaitHeaders } from '#lib/server/upstream/retry-after'
import { USER_AGENT } from '#lib/server/upstream/user-agent'

export interface RequestOptions {
  /** Full base such as `https://api.coingecko.com/api/v3`. */
  baseUrl: string
  plan: Plan
  apiKey: string | null
  /** `true` only where the operator configured the base: then it may be a loopback or an inner proxy. */
  allowPrivateAddress: boolean
  clock: Clock
  timeouts: Timeouts
  /** Of the decoded body. */
  maxBytes: number
}

/** A whole HTTP answer, not yet judged. */
export interface Answer extends WaitHeaders {
  status: number
  contentType: string | undefined
  /** Seconds the answer lay in a cache, as it was sent. */
  age: string | undefined
  /** Decoded body; empty for redirects and for refusals whose body could not be read. */
  text: string
}

const REFUSAL_MAX_BYTES = 65_536

function requestHeaders(plan: Plan, apiKey: string | null): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json', 'User-Agent': USER_AGENT }
  const keyHeader = PLAN_KEY_HEADERS[plan]
  if (keyHeader !== null && apiKey !== null) headers[keyHeader] = apiKey
  return headers
}

function createHttpClient(options: RequestOptions): AxiosInstance {
  // Calls are a minute apart: a kept connection would mostly be a dead one.
  const agentOptions = options.allowPrivateAddress
    ? { keepAlive: false }
    : { keepAlive: false, lookup: createPublicLookup() }
  return axios.create({
    adapter: 'http',
    headers: requestHeaders(options.plan, options.apiKey),
    httpAgent: new http.Agent(agentOptions),
    httpsAgent: new https.Agent(agentOptions),
    maxRedirects: 0,
    proxy: false,
    responseType: 'stream',
    validateStatus: () => true,
  })
}

/** Node's own client (which follows no redirect), with the moment of connection made visible. */
function watchedTransport(deadlines: Deadlines) {
  return {
    request(options: http.RequestOptions, onResponse: (response: http.IncomingMessage) => void) {
      const request = (options.protocol === 'https:' ? https : http).request(options, onResponse)
      request.once('socket', (socket) => {
        if (socket.connecting) socket.once('connect', () => deadlines.meet('connect'))
        else deadlines.meet('connect')
      })
      return request
    },
  }
}

function headerText(response: AxiosResponse<Readable>, name: string): string | undefined {
  const value: unknown = response.headers[name]
  return typeof value === 'string' ? value : undefined
}

/** A refusal is judged by its status; its body only refines that, so failing to read it changes nothing. */
async function readText(response: AxiosResponse<Readable>, maxBytes: number): Promise<string> {
  const { status, data } = response
  if (status === 200) return readBody(data, maxBytes)
  if (status >= 300 && status < 400) return ''
  return readBody(data, REFUSAL_MAX_BYTES).catch(() => '')
}

/** Returns the function that makes one GET attempt; `target` is path and query. Failures are `UpstreamError`. */
export function createRequestSender(options: RequestOptions): (target: string) => Promise<Answer> {
  const { clock, timeouts, maxBytes } = options
  const client = createHttpClient(options)
  const base = options.baseUrl.replace(/\/+$/, '')
  return async (target) => {
    const deadlines = startDeadlines(timeouts, clock)
    let response: AxiosResponse<Readable> | null = null
    try {
      const { signal } = deadlines
      response = await client.get<Readable>(base + target, { signal, transport: watchedTransport(deadlines) })
      deadlines.meet('headers')
      return {
        status: response.status,
        contentType: headerText(response, 'content-type'),
        retryAfter: headerText(response, 'retry-after'),
        rateLimitReset: headerText(response, 'x-ratelimit-reset'),
        date: headerText(response, 'date'),
        age: headerText(response, 'age'),
        text: await readText(response, maxBytes),
      }
    } catch (thrown) {
      const status = response?.status ?? null
      throw classifyFailure({ thrown, expired: deadlines.expired(), timeouts, maxBytes, status })
    } finally {
      deadlines.stop()
      response?.data.destroy()
    }
  }
}
