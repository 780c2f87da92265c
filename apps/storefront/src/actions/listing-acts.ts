import type { APIContext } from 'astro';
import type { ApiProblem } from '../backend/api.js';
import {
  discardProductChange,
  endSeason,
  pauseProduct,
  resumeProduct,
  setPrice,
  setSeason,
  submitProduct,
  takeBackProduct,
} from '../backend/listings.js';
import type { ShopProduct } from '../backend/listings.types.js';
import { dayOf } from './application-form.js';
import { textOf } from './form-text.js';
import { dongOf } from './listing-numbers.js';
import { refusalIn } from './shop-door.js';

type Context = Pick<APIContext, 'locals'>;

/** Sends what was written; what came of it, or why it was not taken. */
export async function takeSubmission(
  { locals: { api, t } }: Context,
  { slug, id }: { slug: string; id: string },
  form: FormData,
): Promise<{ sent: 'submitted' | 'applied' } | { message: string; status: number }> {
  try {
    const { status } = await submitProduct(api, slug, id, Number(textOf(form, 'version', 10)));
    return { sent: status };
  } catch (error) {
    const words = { validation_failed: t.listing.send.cannot };
    const message = refusalIn(error, words, t.listing.refusals, t.seller.refusals) ?? t.seller.refused;
    return { message, status: (error as ApiProblem).status };
  }
}

/** The notice a product's page comes back with after an act. */
export type ProductNotice =
  'gia-moi' | 'gia-cho' | 'tam-ngung' | 'ban-lai' | 'co-mua' | 'het-mua' | 'lay-ve' | 'da-bo-sua' | 'da-bo';

/** What a product's page shows again when an act was not done. */
export interface ProductActPage {
  act: string;
  /** The variant it was about; empty where it was about none. */
  variantId: string;
  values: Record<string, string>;
  errors: Record<string, string>;
  message: string | null;
  status: number;
}

const SEASON_DAYS = ['orderFrom', 'orderUntil', 'deliverFrom'] as const;

/** Does one thing to a product: its price, a pause, its season, taking back or giving up what was written. */
export async function takeProductAct(
  { locals: { api, t } }: Context,
  { slug, product }: { slug: string; product: ShopProduct },
  form: FormData,
): Promise<ProductNotice | ProductActPage> {
  const act = textOf(form, 'act', 20);
  const variantId = textOf(form, 'variant', 40);
  const page: ProductActPage = { act, variantId, values: {}, errors: {}, message: null, status: 422 };
  const { id } = product;
  try {
    switch (act) {
      case 'price': {
        const typed = textOf(form, 'price', 30);
        page.values['price'] = typed;
        const amount = dongOf(typed);
        if (amount === null) page.errors['price'] = t.listing.wrong.dong;
        else if (amount < 1_000) page.errors['price'] = t.listing.wrong.cheap;
        if (amount === null || page.errors['price']) return page;
        const byWeight = product.variants.find((one) => one.id === variantId)?.kgPriceVnd != null;
        const body = byWeight ? { kgPriceVnd: amount } : { priceVnd: amount };
        return (await setPrice(api, slug, { id, variantId }, body)).applied ? 'gia-moi' : 'gia-cho';
      }
      case 'season': {
        for (const name of SEASON_DAYS) {
          page.values[name] = textOf(form, name, 20);
          if (dayOf(page.values[name]) === null) page.errors[name] = t.listing.wrong.day;
        }
        if (Object.keys(page.errors).length > 0) return page;
        await setSeason(api, slug, id, Object.fromEntries(SEASON_DAYS.map((name) => [name, dayOf(page.values[name] ?? '')]))); // prettier-ignore
        return 'co-mua';
      }
      case 'no-season':
        await endSeason(api, slug, id);
        return 'het-mua';
      case 'pause':
        await pauseProduct(api, slug, id);
        return 'tam-ngung';
      case 'resume':
        await resumeProduct(api, slug, id);
        return 'ban-lai';
      case 'take-back':
        await takeBackProduct(api, slug, id);
        return 'lay-ve';
      default:
        await discardProductChange(api, slug, id);
        return product.approved === null ? 'da-bo' : 'da-bo-sua';
    }
  } catch (error) {
    const words: Record<string, string> =
      act === 'price' ? { state_conflict: t.listing.product.priceLocked } : {};
    const sentence = refusalIn(error, words, t.listing.refusals, t.seller.refusals) ?? t.seller.refused;
    const { status, problem } = error as ApiProblem;
    const elsewhere: string[] = [];
    for (const { path, message } of problem.errors ?? []) {
      if (path === 'priceVnd' || path === 'kgPriceVnd') page.errors['price'] ??= message;
      else if (SEASON_DAYS.some((name) => name === path)) page.errors[path] ??= message;
      else elsewhere.push(message);
    }
    // A price that must wait goes to the officers with all the rest, and that may lack something.
    if (elsewhere.length > 0) page.message = t.listing.product.lacking(elsewhere.join('; '));
    else if (Object.keys(page.errors).length === 0) page.message = sentence;
    return { ...page, status };
  }
}
