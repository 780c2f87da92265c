import type {
  PhoneGoodAnswer,
  PhoneGoodsAnswer,
  PhoneOrderAnswer,
  PhoneOrderDto,
  PhoneQuoteDto,
} from '#client/api';
import type { Backend } from './api.js';
import type { Quote } from './buying.types.js';

export type PhoneGood = PhoneGoodAnswer;
export type NewPhoneOrder = PhoneOrderDto;
export type PhoneOrder = PhoneOrderAnswer;

const shop = (slug: string): string => `/seller/${encodeURIComponent(slug)}`;

/** @param chosen ids of sizes chosen already, which come first */
export const getPhoneGoods = async (
  api: Backend,
  slug: string,
  q: string,
  chosen: readonly string[],
): Promise<PhoneGood[]> => {
  const query = { ...(q === '' ? {} : { q }), ...(chosen.length === 0 ? {} : { chosen: chosen.join(',') }) };
  return (await api.get<PhoneGoodsAnswer>(`${shop(slug)}/phone-goods`, { query })).items;
};

/** @throws ApiProblem 404 where goods are not the shop's own, 400 at a field */
export const quotePhoneOrder = (api: Backend, slug: string, body: PhoneQuoteDto): Promise<Quote> =>
  api.send('POST', `${shop(slug)}/phone-quotes`, { body });

/** @throws ApiProblem with any of the placement refusals */
export const placePhoneOrder = (
  api: Backend,
  slug: string,
  idempotencyKey: string,
  body: NewPhoneOrder,
): Promise<PhoneOrder> =>
  api.send('POST', `${shop(slug)}/phone-orders`, { body, headers: { 'idempotency-key': idempotencyKey } });
