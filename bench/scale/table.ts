import {
  bodiesByLink,
  bytesKept,
  gigabytesPerMonth,
  pollBytesPerMinute,
  readersAtPeak,
  readersByRequests,
  rowsKept,
  rowsPerYear,
  spreadMs,
  streamBytesPerMinute,
  streamsByMemory,
  trafficCost,
  visitBytes,
} from './estimates.ts'
import type { ScaleInputs } from './inputs.ts'

/** What is computed, how much it is, and from what. */
export type Line = readonly [figure: string, value: string, from: string]

const MILLION = 1e6
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const count = (value: number) => whole.format(value).replaceAll(',', ' ')
const usd = (value: number) => `${count(Math.round(value))} USD`

export function scaleTable(inputs: ScaleInputs): Line[] {
  return [
    ...oneInstance(inputs),
    ...oneLink(inputs),
    ...database(inputs),
    ...visits(inputs),
    ...atOnce(inputs),
  ]
}

function oneInstance({ measured, settings, assumed }: ScaleInputs): Line[] {
  const { snapshotGzip, capacityPerSecond, spread, streamKilobytes, idleMegabytes } = measured
  const { pollSeconds, streamsPerInstance, instanceMegabytes } = settings
  const planned = snapshotGzip.perSecond * assumed.headroom
  const fit = streamsByMemory(instanceMegabytes, idleMegabytes, streamKilobytes)
  const readers = readersByRequests(capacityPerSecond * assumed.headroom, pollSeconds)
  const megabytes = idleMegabytes + (streamsPerInstance * streamKilobytes) / 1024
  return [
    ['snapshots an instance answers, gzip', `${count(planned)}/s`, `${assumed.headroom} × measured`],
    [
      'readers who poll, an instance',
      count(readers),
      `${assumed.headroom} × measured capacity × ${pollSeconds} s`,
    ],
    [
      'streams that fit into its memory',
      count(fit),
      `${instanceMegabytes} MB − idle, ${streamKilobytes} KB each`,
    ],
    ['streams it admits', count(streamsPerInstance), 'limit in lib/server/stream'],
    ['memory with all of them', `${count(megabytes)} MB`, 'idle + streams'],
    [
      'last of them after the first',
      `${count(spreadMs(streamsPerInstance, spread))} ms`,
      'measured, in proportion',
    ],
  ]
}

function oneLink(inputs: ScaleInputs): Line[] {
  const { measured, measuredOnce, assumed } = inputs
  const { linkBitsPerSecond: link, burstSeconds } = assumed
  const polls = bodiesByLink(link, pollBytesPerMinute(inputs), 60)
  return [
    [
      'snapshots a Gbit/s carries, gzip',
      `${count(bodiesByLink(link, measured.snapshotGzip.bytes, 1))}/s`,
      'bytes',
    ],
    ['readers who poll, a Gbit/s', count(polls), 'one body a refresh, else 304'],
    [
      'streams, a Gbit/s, spread evenly',
      count(bodiesByLink(link, streamBytesPerMinute(inputs), 60)),
      'deltas and pings',
    ],
    [
      `streams, a Gbit/s, a refresh sent within ${burstSeconds} s`,
      count(bodiesByLink(link, measuredOnce.deltaBytes, burstSeconds)),
      'delta, not compressed',
    ],
  ]
}

function database(inputs: ScaleInputs): Line[] {
  const year = rowsPerYear(inputs)
  const kept = rowsKept(inputs)
  const { refreshSeconds, tokens } = inputs.settings
  return [
    [
      'rows written a year',
      count(year.batches + year.points),
      `a batch each ${refreshSeconds} s, ${tokens} tokens`,
    ],
    ['rows kept', count(kept.batches + kept.points), 'retention'],
    ['bytes kept', `${count(bytesKept(inputs) / MILLION)} MB`, 'bytes of a row in PostgreSQL'],
  ]
}

/** A million visits in a month. */
function visits(inputs: ScaleInputs): Line[] {
  const { visitMinutes, peakOverMean } = inputs.assumed
  const gigabytes = (MILLION * visitBytes(inputs)) / 1e9
  const peak = readersAtPeak(MILLION, visitMinutes, peakOverMean)
  const instances = Math.ceil(peak / inputs.settings.streamsPerInstance)
  return [
    [
      'a million visits a month: readers at once',
      count(peak),
      `${visitMinutes} min each, peak ${peakOverMean} × mean`,
    ],
    ['… instances for their streams', count(instances), 'one more, for a loss'],
    ['… traffic', `${count(gigabytes)} GB`, 'first view, first frame, deltas'],
    ...costs(inputs, gigabytes, '…'),
    ['… each instance', `${usd(inputs.prices.instance.usdPerMonth)}/month`, inputs.prices.instance.name],
  ]
}

/** A million readers who stay all month. */
function atOnce(inputs: ScaleInputs): Line[] {
  const streamed = gigabytesPerMonth(MILLION, streamBytesPerMinute(inputs))
  const polled = gigabytesPerMonth(MILLION, pollBytesPerMinute(inputs))
  const instances = Math.ceil(MILLION / inputs.settings.streamsPerInstance)
  return [
    ['a million at once, by streams: instances', count(instances), 'limit of streams'],
    ['… traffic', `${count(streamed / 1000)} TB/month`, 'deltas and pings'],
    ...costs(inputs, streamed, '…'),
    [
      'a million at once, by polls through a CDN: traffic',
      `${count(polled / 1000)} TB/month`,
      'one body a refresh',
    ],
    ...costs(inputs, polled, '…'),
  ]
}

function costs({ prices }: ScaleInputs, gigabytes: number, prefix: string): Line[] {
  return prices.traffic.map(({ name, tiers, read }) => [
    `${prefix} at ${name}`,
    `${usd(trafficCost(gigabytes, tiers))}/month`,
    `prices read ${read}`,
  ])
}
