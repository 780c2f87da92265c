/** Carriers whose pages and calls the floor knows; a parcel may go by any other, by name. */
export const carrierCodes = ['ghn', 'ghtk', 'viettel_post'] as const;
export type CarrierCode = (typeof carrierCodes)[number];

/** As a parcel bears them, whoever wrote the parcel down: what remittances and tracking pages are found by. */
export const carrierNames: Readonly<Record<CarrierCode, string>> = {
  ghn: 'GHN',
  ghtk: 'GHTK',
  viettel_post: 'Viettel Post',
};

/** What people write for them, without accents, spaces and signs. */
const WRITTEN: Readonly<Record<CarrierCode, RegExp>> = {
  ghn: /^(ghn|giaohangnhanh)(express)?$/,
  ghtk: /^(ghtk|giaohangtietkiem)(express)?$/,
  viettel_post: /^(viettelpost|vtp|vtpost|buuchinhviettel)$/,
};

/** The carrier that is meant by what somebody wrote; null where it is none of them. */
export function carrierOf(written: string): CarrierCode | null {
  const bare = written
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[^a-z0-9]/g, '');
  return carrierCodes.find((code) => WRITTEN[code].test(bare)) ?? null;
}

/**
 * Where a parcel is found at its carrier; null for a carrier without such a page, or a code that is none. Viettel Post has
 * no address for a single parcel that holds: its page asks for the code.
 */
export function trackingPage(carrier: string | null, trackingCode: string | null): string | null {
  const known = carrier === null ? null : carrierOf(carrier);
  if (known === null || trackingCode === null || !/^[A-Za-z0-9.-]{4,60}$/.test(trackingCode)) return null;
  const code = encodeURIComponent(trackingCode);
  if (known === 'ghn') return `https://donhang.ghn.vn/?order_code=${code}`;
  if (known === 'ghtk') return `https://i.ghtk.vn/${code}`;
  return 'https://viettelpost.com.vn/tra-cuu-hanh-trinh-don/';
}
