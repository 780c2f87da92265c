/**
 * The policy of every page. Nothing inline runs or styles: all scripts and styles are files of our own, so an
 * injected tag or attribute stays dead text. Pictures may be `data:` for the small marks inside style sheets.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every page; a page may tighten `referrer-policy`, nothing loosens the rest, but `mapHeaders` for the one page with the map. */
export function pageHeaders(publicUrl: string | null): Record<string, string> {
  return {
    ...assetHeaders(publicUrl),
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    'cross-origin-opener-policy': 'same-origin',
  };
}

/** The page with the map, in each language: the one page that may ask the device where it is, and fetch tiles from outside. */
export const MAP_PAGES: readonly string[] = ['/du-lich/ban-do', '/en/du-lich/ban-do'];

/** Headers of that page. @param tiles where the operator lets tiles be fetched from, or null */
export function mapHeaders(
  headers: Readonly<Record<string, string>>,
  tiles: string | null,
): Record<string, string> {
  const policy = headers['content-security-policy'] ?? '';
  const origin = tiles === null ? null : new URL(tiles).origin;
  return {
    ...headers,
    'content-security-policy': origin === null ? policy : policy.replace('img-src', `img-src ${origin}`),
    'permissions-policy': (headers['permissions-policy'] ?? '').replace(
      'geolocation=()',
      'geolocation=(self)',
    ),
  };
}

/** Headers of styles, scripts, fonts and icons: what only pages obey would be half a kilobyte a file for nothing. */
export function assetHeaders(publicUrl: string | null): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    // Two years, as browsers' preload lists ask; only where the public address really is https.
    ...(publicUrl?.startsWith('https:') ? { 'strict-transport-security': 'max-age=63072000' } : {}),
  };
}
