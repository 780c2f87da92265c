import type { CarrierCode } from '#kernel/carriers';

/** How goods want to be carried (products.handling). */
export type Handling = 'ambient' | 'chilled' | 'frozen' | 'live' | 'fragile';

/**
 * What a carrier's standard service takes. None of them keeps anything cold or alive on the way; glass and jars go, packed
 * by the shop and marked as fragile.
 */
export const carrierTakes: Readonly<Record<CarrierCode, readonly Handling[]>> = {
  ghn: ['ambient', 'fragile'],
  ghtk: ['ambient', 'fragile'],
  viettel_post: ['ambient', 'fragile'],
};

/** The most a carrier collects at a door, and is liable for, in đồng. */
export const carrierLimits: Readonly<
  Record<CarrierCode, { codVnd: number; valueVnd: number; grams: number }>
> = {
  ghn: { codVnd: 50_000_000, valueVnd: 5_000_000, grams: 50_000 },
  ghtk: { codVnd: 20_000_000, valueVnd: 20_000_000, grams: 20_000 },
  viettel_post: { codVnd: 50_000_000, valueVnd: 30_000_000, grams: 50_000 },
};

/** A shop's own account at a carrier: its fees and the cash it collects are between those two. */
export interface CarrierAccount {
  /** GHN: ShopId; GHTK: the shop's code (X-Client-Source); Viettel Post: the service of the contract (ORDER_SERVICE). */
  externalAccount: string;
  /** The token of its API. */
  secret: string;
}

export interface Party {
  name: string;
  /** E.164. */
  phone: string;
  /** House, street, hamlet. */
  line: string;
  /** As it is called since 1 July 2025. */
  commune: string;
  /** The district its commune lay in before, where that was one and the province's data know it. */
  formerDistrict: string | null;
  province: string;
}

/** One parcel to be fetched at `from` and brought to `to`. Asked for twice with the same content it is one shipment. */
export interface ShipmentRequest {
  /** Ours: what it is found by where an answer was lost. */
  clientCode: string;
  from: Party;
  to: Party;
  grams: number;
  lengthCm: number;
  widthCm: number;
  heightCm: number;
  /** To be collected at the door; 0 where nothing is owed. */
  codVnd: number;
  /** What the goods cost, for what is lost on the way. */
  valueVnd: number;
  fragile: boolean;
  items: readonly { name: string; quantity: number }[];
}

export interface BookedShipment {
  /** What the carrier calls it. */
  trackingCode: string;
  feeVnd: number | null;
}

/** Where a shipment is, in the floor's words. `lost` is also what was damaged: somebody has to talk to the carrier. */
export type Journey = 'waiting' | 'taken' | 'delivered' | 'returning' | 'returned' | 'cancelled' | 'lost';

/** What a carrier says of a shipment; it is held against what was asked before anything follows from it. */
export interface ShipmentState {
  trackingCode: string;
  clientCode: string;
  /** What it collects; null where its answer does not say so. */
  codVnd: number | null;
  journey: Journey;
  /** In the carrier's own word or number. */
  status: string;
  feeVnd: number | null;
}

/**
 * A carrier as the floor uses it. Every call names the shop's account, and throws CarrierRefused for a no that stays a no,
 * CarrierUnavailable where nobody knows what became of it.
 */
export interface Carrier {
  /** Whether that account may be used today; asked when a shop enters it. */
  checkAccount(account: CarrierAccount): Promise<boolean>;
  /** What it would cost, in đồng; nothing is made. */
  quote(account: CarrierAccount, request: ShipmentRequest): Promise<number>;
  create(account: CarrierAccount, request: ShipmentRequest): Promise<BookedShipment>;
  /** The shipment of our code: null where there is none, `unknown` where this carrier is not asked by our codes. */
  find(account: CarrierAccount, clientCode: string): Promise<ShipmentState | null | 'unknown'>;
  /** `unknown` where this carrier tells of it in notices only. */
  read(account: CarrierAccount, trackingCode: string): Promise<ShipmentState | 'unknown'>;
  /** Nobody comes for it any more. @throws CarrierRefused where it has been fetched */
  cancel(account: CarrierAccount, trackingCode: string): Promise<void>;
}

/** The carrier said no, in its own words, and will say it again. */
export class CarrierRefused extends Error {
  override readonly name = 'CarrierRefused';
}

/** The carrier did not answer, or not in a way that tells what it did: ask again later. */
export class CarrierUnavailable extends Error {
  override readonly name = 'CarrierUnavailable';
}
