/** Who takes messages for browsers: Chrome and those built on it, Firefox, Edge, Safari. */
const SERVICES: readonly RegExp[] = [
  /^fcm\.googleapis\.com$/,
  /^[a-z0-9-]+\.push\.services\.mozilla\.com$/,
  /^[a-z0-9-]+(\.[a-z0-9-]+)*\.notify\.windows\.com$/,
  /^[a-z0-9-]+\.push\.apple\.com$/,
];

/**
 * Whether an address that a browser gave is a push service's. Whoever signs in can send any address here, and the worker
 * calls it from inside: so only services that are known, by https and the usual port, or what the operator named.
 */
export function isPushEndpoint(address: string, services: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, protocol, hostname, port, username, password, hash } = new URL(address);
  if (username !== '' || password !== '' || hash !== '') return false;
  if (services.includes(origin)) return true;
  return protocol === 'https:' && port === '' && SERVICES.some((service) => service.test(hostname));
}
