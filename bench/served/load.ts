import autocannon from 'autocannon'

const CONNECTIONS = 16
/** Addresses the load claims to come from, so that no client asks more than one may. */
const CLIENTS = 4000

export interface Load {
  url: string
  headers?: Record<string, string>
  seconds?: number
  connections?: number
  /** Requests a second in all; as fast as possible without. */
  rate?: number
}

export interface LoadResult {
  perSecond: number
  /** Answers by status. */
  statuses: Readonly<Record<string, number>>
  errors: number
}

/** Keeps a server busy for some seconds over kept connections. */
export async function load({
  url,
  headers = {},
  seconds = 3,
  connections = CONNECTIONS,
  rate,
}: Load): Promise<LoadResult> {
  const { pathname, search } = new URL(url)
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    ...(rate === undefined ? {} : { overallRate: rate }),
    requests: Array.from({ length: CLIENTS }, (_, at) => ({
      path: pathname + search,
      headers: { ...headers, 'x-forwarded-for': `10.${at >> 8}.${at & 255}.1` },
    })),
  })
  const statuses = Object.fromEntries(
    Object.entries(result.statusCodeStats ?? {}).map(([status, { count = 0 }]) => [status, count]),
  )
  return {
    perSecond: result.requests.total / result.duration,
    statuses,
    errors: result.errors + result.timeouts,
  }
}
