import type {
  BuyersDisputesAnswer,
  ComplaintProcedureAnswer,
  DisputeAnswer,
  DisputeCardAnswer,
  OfficersDisputeAnswer,
  OfficersDisputesAnswer,
  ShopDisputesAnswer,
} from '#client/api';
import { FormData } from 'undici';
import type { Backend } from './api.js';
import { openedBy } from './order-token.js';

export type Dispute = DisputeAnswer;
export type DisputeCard = DisputeCardAnswer;
export type DeskDispute = OfficersDisputeAnswer;
export type DeskDisputes = OfficersDisputesAnswer;
export type ComplaintProcedure = ComplaintProcedureAnswer;

/** Sends an act of a dispute: the path below its address, and its body. */
export type SendAct = (act: string, body: object) => Promise<unknown>;

const id = encodeURIComponent;
const ofOrder = (orderCode: string): string => `/orders/${id(orderCode)}/disputes`;
const ofShop = (slug: string): string => `/seller/${id(slug)}/disputes`;

export const getComplaintProcedure = (api: Backend): Promise<ComplaintProcedure> =>
  api.get('/complaint-procedure', { tags: () => [] });

/** @throws ApiProblem 401 or 404 where neither token nor session opens the order */
export const getOrderDisputes = (
  api: Backend,
  orderCode: string,
  token: string | undefined,
): Promise<BuyersDisputesAnswer> => api.get(ofOrder(orderCode), openedBy(token));

/** The buyer's acts; an empty dispute opens one. @throws ApiProblem 400, 409 */
export const buyerActs =
  (api: Backend, orderCode: string, token: string | undefined, dispute: string): SendAct =>
  (act, body) =>
    api.send('POST', dispute === '' ? ofOrder(orderCode) : `${ofOrder(orderCode)}/${id(dispute)}/${act}`, {
      body: asForm(body),
      ...openedBy(token),
    });

/** A picture of a dispute, as its buyer sees it. @throws ApiProblem 401, 404 */
export const getDisputePicture = (
  api: Backend,
  orderCode: string,
  token: string | undefined,
  { dispute, picture }: { dispute: string; picture: string },
): Promise<{ bytes: ArrayBuffer; type: string }> =>
  api.file(`${ofOrder(orderCode)}/${id(dispute)}/pictures/${id(picture)}`, openedBy(token));

/** @throws ApiProblem 400 `invalid_cursor` */
export const getShopDisputes = (
  api: Backend,
  slug: string,
  query: { show?: string; cursor?: string } = {},
): Promise<ShopDisputesAnswer> => api.get(ofShop(slug), { query });

/** @throws ApiProblem 404 */
export const getShopDispute = (api: Backend, slug: string, dispute: string): Promise<Dispute> =>
  api.get(`${ofShop(slug)}/${id(dispute)}`);

/** The shop's acts. @throws ApiProblem 400, 409 */
export const shopActs =
  (api: Backend, slug: string, dispute: string): SendAct =>
  (act, body) =>
    api.send('POST', `${ofShop(slug)}/${id(dispute)}/${act}`, { body: asForm(body) });

/** @throws ApiProblem 400 `invalid_cursor` */
export const getDeskDisputes = (api: Backend, query: Record<string, string>): Promise<DeskDisputes> =>
  api.get('/admin/disputes', { query });

/** @throws ApiProblem 404 */
export const getDeskDispute = (api: Backend, dispute: string): Promise<DeskDispute> =>
  api.get(`/admin/disputes/${id(dispute)}`);

/** The officer's acts. @throws ApiProblem 400, 403 (their own case), 409 */
export const deskActs =
  (api: Backend, dispute: string): SendAct =>
  (act, body) =>
    api.send('POST', `/admin/disputes/${id(dispute)}/${act}`, { body });

/** A picture goes out as a form with its file. */
function asForm(body: object): object {
  if (!('file' in body) || !(body.file instanceof File)) return body;
  const form = new FormData();
  form.append('file', body.file, body.file.name);
  return form;
}
