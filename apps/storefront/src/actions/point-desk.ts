import type { APIContext } from 'astro';
import { endKeeper, grantKeeper, nameHost, sayWays } from '../backend/point-keeping.js';
import { takePointPhotoDown } from '../backend/point-photos.js';
import { emptyForm, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

/** Acts of an officer on a point besides its hours, by the word of the button. */
export const POINT_ACTS = ['ways', 'grant', 'end', 'host', 'photo'] as const;
export type PointAct = (typeof POINT_ACTS)[number];

export interface PointDeskPage extends FormPage<'byRoad' | 'byBoat' | 'phone' | 'seller' | 'reason'> {
  act: PointAct | null;
  /** The photograph that the form is about; empty of every other. */
  photo: string;
}

export const pointDeskForm = (point: {
  byRoad: string | null;
  byBoat: string | null;
  seller: { slug: string } | null;
}): PointDeskPage => ({
  ...emptyForm({
    byRoad: point.byRoad ?? '',
    byBoat: point.byBoat ?? '',
    phone: '',
    seller: point.seller?.slug ?? '',
    reason: '',
  }),
  act: null,
  photo: '',
});

export const isPointAct = (word: unknown): word is PointAct => POINT_ACTS.some((act) => act === word);

/** Does what was pressed; null where it was done, or the form to show again. */
export async function takePointAct(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string,
  act: PointAct,
  form: FormData,
): Promise<PointDeskPage | null> {
  const byRoad = textOf(form, 'byRoad', 700);
  const byBoat = textOf(form, 'byBoat', 700);
  const phone = textOf(form, 'phone', 30);
  const seller = textOf(form, 'seller', 120);
  const reason = textOf(form, 'reason', 300);
  const photo = textOf(form, 'photo', 40);
  const page: PointDeskPage = { ...emptyForm({ byRoad, byBoat, phone, seller, reason }), act, photo };
  if (act === 'photo' && reason === '') {
    page.errors.reason = t.pointDesk.photoReasonMissing;
    return { ...page, ...misfilled(page) };
  }
  try {
    if (act === 'ways') await sayWays(api, slug, { byRoad: byRoad || null, byBoat: byBoat || null });
    else if (act === 'host') await nameHost(api, slug, seller || null);
    else if (act === 'photo') await takePointPhotoDown(api, slug, photo, reason);
    else if (act === 'grant') await grantKeeper(api, slug, phone);
    else await endKeeper(api, slug, textOf(form, 'keeper', 40));
    return null;
  } catch (error) {
    const fields = {
      byRoad: 'byRoad',
      byBoat: 'byBoat',
      phone: 'phone',
      seller: 'seller',
      reason: 'reason',
    } as const;
    return { ...page, ...refused(page, error, t, { fields, words: t.pointDesk.refusals }) };
  }
}
