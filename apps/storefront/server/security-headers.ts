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

/** Headers of every page; a page may tighten `referrer-policy`, nothing loosens the rest. */
export function pageHeaders(publicUrl: string | null): Record<string, string> {
  return {
    ...assetHeaders(publicUrl),
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    'cross-origin-opener-policy': 'same-origin',
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
