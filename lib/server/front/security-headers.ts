/** All features a page of numbers has no use for. */
const PERMISSIONS =
  'accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()'

const TWO_YEARS = 'max-age=63072000; includeSubDomains'

export type HeaderMap = Readonly<Record<string, string>>

export interface SecurityHeaders {
  /** Of data anyone may read from anywhere. */
  data: HeaderMap
  /** Of pages and what they are made of; the page's own policy comes on top. */
  page: HeaderMap
  /** Of files below `/_next/static` and other parts of a page. */
  part: HeaderMap
  /** Of pictures other sites show when a page is linked. */
  picture: HeaderMap
}

/** Headers every answer carries, by its kind. `tls`: readers reach us by HTTPS only. */
export function securityHeaders(tls: boolean): SecurityHeaders {
  const everywhere = {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    ...(tls ? { 'Strict-Transport-Security': TWO_YEARS } : {}),
  }
  return {
    data: {
      ...everywhere,
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    },
    page: {
      ...everywhere,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': PERMISSIONS,
    },
    part: { ...everywhere, 'Cross-Origin-Resource-Policy': 'same-origin' },
    picture: { ...everywhere, 'Cross-Origin-Resource-Policy': 'cross-origin' },
  }
}
