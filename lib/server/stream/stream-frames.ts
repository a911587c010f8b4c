import type { Snapshot } from '#lib/core/contract/snapshot'
import type { StreamStatus } from '#lib/core/contract/stream'
import { slimSnapshot } from '#lib/core/stream/slim-snapshot'
import { diffSnapshots } from '#lib/core/stream/snapshot-delta'

/** Refreshes a reader may have missed and still be brought up to date by a delta. */
const SEQUENCES_BACK = 10
/** A bound for the memory held, whatever happens within ten refreshes. */
const VERSIONS = 32
/** Number of no version at all. */
const NONE = 0

interface Version {
  /** Counts published versions from 1; a sequence may have several. */
  number: number
  snapshot: Snapshot
}

/**
 * The last versions of the board as Server-Sent Events. Each frame is written out once and is the same buffer for
 * everyone who needs it.
 */
export class StreamFrames {
  private versions: Version[] = []
  /** Frames that lead to the newest version, by the version they lead on from. */
  private readonly made = new Map<number, Buffer>()

  /** Number of the newest version; 0 before the first. */
  get newest(): number {
    return this.versions.at(-1)?.number ?? NONE
  }

  publish(snapshot: Snapshot): void {
    this.versions = [...this.versions, { number: this.newest + 1, snapshot: slimSnapshot(snapshot) }]
      .filter(({ snapshot: { sequence } }) => isInReach(sequence, snapshot.sequence))
      .slice(-VERSIONS)
    this.made.clear()
  }

  /** What brings a reader who was sent version `number` up to date: a delta, or all of it; empty before any data. */
  since(number: number): Buffer {
    const kept = this.made.get(number)
    if (kept !== undefined) return kept
    const frame = this.frameFrom(this.versions.findIndex((one) => one.number === number))
    this.made.set(number, frame)
    return frame
  }

  /**
   * The same for a reader who says that it holds a sequence, in whichever of its versions; `null` when there is but
   * one version of it and it is the newest.
   */
  resume(lastEventId: string | undefined): Buffer | null {
    const held = this.versions.find(({ snapshot: { sequence } }) => String(sequence) === lastEventId)
    if (held === undefined) return this.since(NONE)
    return held.number === this.newest ? null : this.since(held.number)
  }

  /** A ping for proxies and, as an event, for the reader. `now`: ms UTC. */
  heartbeat(now: number): Buffer {
    return Buffer.from(`: ping\n\nevent: status\ndata: ${JSON.stringify(this.status(now))}\n\n`)
  }

  private status(now: number): StreamStatus {
    const snapshot = this.versions.at(-1)?.snapshot
    return {
      now: new Date(now).toISOString(),
      status: snapshot?.status ?? 'starting',
      statusReason: snapshot?.statusReason ?? null,
      sequence: snapshot?.sequence ?? null,
      asOf: snapshot?.asOf ?? null,
      fetchedAt: snapshot?.fetchedAt ?? null,
      generatedAt: snapshot?.generatedAt ?? null,
      nextRefreshAt: snapshot?.nextRefreshAt ?? null,
    }
  }

  private frameFrom(at: number): Buffer {
    const current = this.versions.at(-1)?.snapshot
    if (current === undefined) return Buffer.alloc(0)
    const older = at === -1 ? [] : this.versions.slice(at, -1).map(({ snapshot }) => snapshot)
    const data = JSON.stringify(diffSnapshots(older, current) ?? current)
    return Buffer.from(`id: ${current.sequence}\nevent: snapshot\ndata: ${data}\n\n`)
  }
}

/** A sequence ahead of the newest one is of another life of this server. */
function isInReach(sequence: number, newest: number): boolean {
  return sequence <= newest && newest - sequence <= SEQUENCES_BACK
}
