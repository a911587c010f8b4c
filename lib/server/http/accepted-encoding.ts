export type Encoding = 'br' | 'gzip' | 'identity'

const REMEMBERED = 200
const remembered = new Map<string, Encoding>()

/**
 * The encoding to send by `Accept-Encoding` (RFC 9110 §12.5.3): Brotli before gzip before none, as far as the reader
 * takes them. Browsers send a handful of headers, so each is read once.
 */
export function acceptedEncoding(header: string | undefined): Encoding {
  if (header === undefined) return 'identity'
  const known = remembered.get(header)
  if (known !== undefined) return known
  const encoding = readHeader(header)
  if (remembered.size < REMEMBERED) remembered.set(header, encoding)
  return encoding
}

function readHeader(header: string): Encoding {
  const weights = new Map<string, number>()
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...params] = part.split(';').map((piece) => piece.trim())
    const quality = params.find((param) => param.startsWith('q='))?.slice(2)
    weights.set(name, quality === undefined ? 1 : Number(quality) || 0)
  }
  const takes = (name: string) => Number(weights.get(name) ?? weights.get('*')) > 0
  if (takes('br')) return 'br'
  return takes('gzip') || takes('x-gzip') ? 'gzip' : 'identity'
}
