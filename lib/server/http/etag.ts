import { createHash } from 'node:crypto'

/** The strong ETag of a body sent as it is. */
export function identityEtag(body: string | Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
}

/** The ETag of the same body in an encoding: other bytes, hence another tag of the same family. */
export function encodedEtag(etag: string, encoding: 'gzip' | 'br'): string {
  return `${etag.slice(0, -1)}-${encoding}"`
}

/** Whether `If-None-Match` names this tag or one of its family: the reader holds this body, however it came. */
export function holdsEtag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  const family = [etag, encodedEtag(etag, 'gzip'), encodedEtag(etag, 'br')]
  return header.split(',').some((one) => {
    const tag = one.trim().replace(/^W\//, '')
    return tag === '*' || family.includes(tag)
  })
}
