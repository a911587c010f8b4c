/** Of a message as PostgreSQL's server sends it: its type, then the length of all but the type. */
const HEADER_BYTES = 5
/** The type of what a session listens to. */
const NOTICE = 'A'.charCodeAt(0)

/** Takes the notices out of what a server sends on one connection, wherever the network cut it into chunks. */
export class NoticeSieve {
  private rest: Buffer = Buffer.alloc(0)

  take(chunk: Buffer): { kept: Buffer; lost: number } {
    const kept: Buffer[] = []
    let lost = 0
    let rest = Buffer.concat([this.rest, chunk])
    for (let length = lengthOf(rest); length !== null; length = lengthOf(rest)) {
      const message = rest.subarray(0, length)
      if (message[0] === NOTICE) lost += 1
      else kept.push(message)
      rest = rest.subarray(length)
    }
    this.rest = rest
    return { kept: Buffer.concat(kept), lost }
  }
}

/** Of the first message; `null` while it has not arrived whole. */
function lengthOf(bytes: Buffer): number | null {
  if (bytes.length < HEADER_BYTES) return null
  const length = 1 + bytes.readUInt32BE(1)
  return bytes.length < length ? null : length
}
