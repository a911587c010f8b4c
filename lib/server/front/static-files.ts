import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import type { HeaderMap } from '#lib/server/front/security-headers'
import { type PreparedResponse, prepareResponse } from '#lib/server/http/prepared-response'

const PREFIX = '/_next/static/'
const FOREVER = 'public, max-age=31536000, immutable'
/** Made once a process: worth the time a better quality takes. */
const BROTLI_QUALITY = 9

const TYPES: Readonly<Record<string, { type: string; isPacked?: boolean }>> = {
  '.js': { type: 'text/javascript; charset=utf-8' },
  '.css': { type: 'text/css; charset=utf-8' },
  '.json': { type: 'application/json; charset=utf-8' },
  '.svg': { type: 'image/svg+xml; charset=utf-8' },
  '.txt': { type: 'text/plain; charset=utf-8' },
  '.woff2': { type: 'font/woff2', isPacked: true },
  '.png': { type: 'image/png', isPacked: true },
}

/**
 * The build's files that browsers keep for ever. Only names found at the start are known, so that no request ever
 * becomes a path; each is read and compressed when it is first asked for.
 */
export class StaticFiles {
  private readonly files: ReadonlyMap<string, string>
  private readonly prepared = new Map<string, Promise<PreparedResponse>>()
  private readonly headers: HeaderMap

  /** @param roots folders of static files of this build and of those before it, whose pages may still be open */
  constructor(roots: readonly string[], headers: HeaderMap) {
    this.headers = headers
    this.files = new Map(roots.toReversed().flatMap(namedFiles))
  }

  /** `null` for a name that is of no build known. */
  find(pathname: string): Promise<PreparedResponse> | null {
    const file = this.files.get(pathname)
    if (file === undefined) return null
    const known = this.prepared.get(pathname)
    if (known !== undefined) return known
    const preparing = this.prepare(file)
    this.prepared.set(pathname, preparing)
    preparing.catch(() => this.prepared.delete(pathname))
    return preparing
  }

  private async prepare(file: string): Promise<PreparedResponse> {
    const { type, isPacked = false } = TYPES[extname(file)] ?? { type: 'application/octet-stream' }
    return prepareResponse({
      body: await readFile(file),
      contentType: type,
      headers: { ...this.headers, 'Cache-Control': FOREVER },
      compression: isPacked ? 'none' : BROTLI_QUALITY,
    })
  }
}

/** Every file below a folder by the name it is asked for; none where the folder is not. */
function namedFiles(root: string): [name: string, file: string][] {
  if (!existsSync(root)) return []
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [PREFIX + relative(root, file).split(sep).map(encodeURIComponent).join('/'), file])
}
