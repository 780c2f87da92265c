import { BlockList, isIP } from 'node:net';

/** What the storefront is told from outside. It knows no database and no key but the one it shares with the API. */
export interface StorefrontConfig {
  host: string;
  /** 0 = any free port. */
  port: number;
  /** Where the API listens, `http://host:port`. */
  apiOrigin: string;
  /** Origin that people type, without a slash at the end; null = whatever the Host header says. */
  publicUrl: string | null;
  /** Proves to the API that the buyer's address comes from here. */
  storefrontSecret: string;
  /** Whose `x-forwarded-for` is believed: nobody's, the last n hops', or that of listed addresses. */
  trustProxy: false | number | BlockList;
  /** Memory for pages that are the same for everybody; 0 = each is rendered anew. */
  pageCacheMb: number;
  /** Whether browsers keep pages for when there is no line; false takes back what they kept. */
  offlineShop: boolean;
  /** Where tiles for the map come from, with {z}, {x} and {y}, and whom to thank for them; null = there are none. */
  mapTiles: { url: string; credit: string } | null;
  /** A map elsewhere that shows a place, with {lat} and {lon}; null = pages lead to none. */
  mapPage: string | null;
}

const MAP_PAGE = 'https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=15/{lat}/{lon}';

/**
 * Reads and checks the environment; the only reader of process.env in the storefront.
 *
 * @throws Error naming every bad variable, never its content
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): StorefrontConfig {
  const problems: string[] = [];
  const text = (name: string): string | null => env[name]?.trim() || null;

  const port = Number(text('PORT') ?? 4321);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    problems.push('PORT must be a whole number from 0 to 65535');

  const apiOrigin = originOf(text('API_ORIGIN'));
  if (!apiOrigin) problems.push('API_ORIGIN must be an address such as http://127.0.0.1:4400');

  const publicUrl = text('PUBLIC_URL') ? originOf(text('PUBLIC_URL')) : null;
  if (text('PUBLIC_URL') && !publicUrl)
    problems.push('PUBLIC_URL must be an origin such as https://example.vn');

  const storefrontSecret = text('STOREFRONT_SECRET') ?? '';
  if (storefrontSecret.length < 32) problems.push('STOREFRONT_SECRET must have at least 32 characters');

  const trustProxy = readTrustProxy(text('TRUST_PROXY'));
  if (trustProxy === null) problems.push('TRUST_PROXY must be a number of proxies or a list of addresses');

  const pageCacheMb = Number(text('PAGE_CACHE_MB') ?? 64);
  if (!Number.isInteger(pageCacheMb) || pageCacheMb < 0 || pageCacheMb > 4_096)
    problems.push('PAGE_CACHE_MB must be a whole number from 0 to 4096');

  const offline = text('OFFLINE_SHOP') ?? 'on';
  if (offline !== 'on' && offline !== 'off') problems.push('OFFLINE_SHOP must be on or off');

  const tiles = text('MAP_TILES_URL');
  const credit = text('MAP_TILES_CREDIT');
  if (tiles && !(originOf(tiles) && ['{z}', '{x}', '{y}'].every((part) => tiles.includes(part))))
    problems.push('MAP_TILES_URL must be an address with {z}, {x} and {y}');
  if ((tiles === null) !== (credit === null))
    problems.push('MAP_TILES_URL and MAP_TILES_CREDIT belong together');
  const mapTiles = tiles && credit ? { url: tiles, credit } : null;

  const mapPage = text('MAP_PAGE_URL') ?? MAP_PAGE;
  if (mapPage !== 'off' && !(originOf(mapPage) && ['{lat}', '{lon}'].every((part) => mapPage.includes(part))))
    problems.push('MAP_PAGE_URL must be an address with {lat} and {lon}, or off');

  if (problems.length > 0 || !apiOrigin || trustProxy === null) {
    throw new Error(
      `The environment is not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
  }
  return {
    host: text('HOST') ?? '127.0.0.1',
    port,
    apiOrigin,
    publicUrl,
    storefrontSecret,
    trustProxy,
    pageCacheMb,
    offlineShop: offline === 'on',
    mapTiles,
    mapPage: mapPage === 'off' ? null : mapPage,
  };
}

function originOf(value: string | null): string | null {
  if (!value || !URL.canParse(value)) return null;
  const url = new URL(value);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.origin : null;
}

function readTrustProxy(value: string | null): StorefrontConfig['trustProxy'] | null {
  if (value === null || value === 'false' || value === '0') return false;
  if (value === 'true') return 1;
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const trusted = new BlockList();
  for (const entry of value.split(',').map((part) => part.trim())) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (isIP(address) === 0) return null;
    try {
      if (bits === undefined) trusted.addAddress(address, family);
      else trusted.addSubnet(address, Number(bits), family);
    } catch {
      return null;
    }
  }
  return trusted;
}
