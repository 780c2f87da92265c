import type { Backend } from './api.js';
import { openedBy } from './order-token.js';
import type {
  AskedReturn,
  Cart,
  Delivery,
  InvoiceRequest,
  OrderGroup,
  PlacedGroup,
  PlaceOrder,
  Quote,
} from './buying.types.js';

export const createCart = (api: Backend): Promise<Cart> => api.send('POST', '/carts', { body: {} });

/** @throws ApiProblem 404 when the secret opens no cart */
export const getCart = (api: Backend, id: string): Promise<Cart> =>
  api.get(`/carts/${encodeURIComponent(id)}`);

/**
 * Sets a line to a quantity; 0 removes it.
 *
 * @throws ApiProblem 409 `out_of_stock` (unchanged), 409 `cart_placed`, 404
 */
export const setCartLine = (api: Backend, id: string, variantId: string, quantity: number): Promise<Cart> =>
  api.send('PUT', `/carts/${encodeURIComponent(id)}/lines/${encodeURIComponent(variantId)}`, {
    body: { quantity },
  });

/** Fees, options and payment methods for a delivery; what stands in the way is said line by line. */
export const quoteCart = (
  api: Backend,
  id: string,
  delivery: Delivery,
  voucherCode: string,
): Promise<Quote> =>
  api.send('POST', `/carts/${encodeURIComponent(id)}/quote`, {
    body: { delivery, ...(voucherCode === '' ? {} : { voucherCode }) },
  });

/** @throws ApiProblem with any of the placement refusals of the contract */
export const placeOrder = (api: Backend, idempotencyKey: string, order: PlaceOrder): Promise<PlacedGroup> =>
  api.send('POST', '/order-groups', { body: order, headers: { 'idempotency-key': idempotencyKey } });

/** What a cart was placed as under that key. @throws ApiProblem 401 or 404 when it was not */
export const getPlaced = (api: Backend, id: string, idempotencyKey: string): Promise<PlacedGroup> =>
  api.get(`/carts/${encodeURIComponent(id)}/order-group`, { headers: { 'idempotency-key': idempotencyKey } });

/** @throws ApiProblem 401 or 404 when neither token nor session opens such an order group */
export const getOrderGroup = (api: Backend, code: string, token: string | undefined): Promise<OrderGroup> =>
  api.get(`/order-groups/${encodeURIComponent(code)}`, openedBy(token));

/** @throws ApiProblem 409 `state_conflict` when the seller has sent it already */
/** The order is to be sent. @throws ApiProblem 401, 404, 409 `state_conflict` */
export const giveGoAhead = (api: Backend, code: string, token: string | undefined): Promise<unknown> =>
  api.send('POST', `/orders/${encodeURIComponent(code)}/go-ahead`, { body: {}, ...openedBy(token) });

export const cancelOrder = (api: Backend, code: string, token: string | undefined): Promise<unknown> =>
  api.send('POST', `/orders/${encodeURIComponent(code)}/cancellation`, { body: {}, ...openedBy(token) });

/** @throws ApiProblem 409 `state_conflict` when not everything was sent, or it is over */
export const sayReceived = (api: Backend, code: string, token: string | undefined): Promise<unknown> =>
  api.send('POST', `/orders/${encodeURIComponent(code)}/receipt`, { body: {}, ...openedBy(token) });

/** Says, or says anew, whom the invoices are for. @throws ApiProblem 400, 409 `state_conflict` when it is too late */
export const askForInvoice = (
  api: Backend,
  code: string,
  token: string | undefined,
  invoice: InvoiceRequest,
): Promise<unknown> =>
  api.send('PUT', `/order-groups/${encodeURIComponent(code)}/invoice-request`, {
    body: invoice,
    ...openedBy(token),
  });

/** @throws ApiProblem 409 `state_conflict` (too late, or not so many), 400 by field */
export const askForReturn = (
  api: Backend,
  code: string,
  token: string | undefined,
  asked: AskedReturn,
): Promise<unknown> =>
  api.send('POST', `/orders/${encodeURIComponent(code)}/returns`, { body: asked, ...openedBy(token) });

/** @throws ApiProblem 409 `state_conflict` once it is over */
export const withdrawReturn = (
  api: Backend,
  code: string,
  token: string | undefined,
  id: string,
): Promise<unknown> =>
  api.send('POST', `/orders/${encodeURIComponent(code)}/returns/${encodeURIComponent(id)}/withdrawal`, {
    body: {},
    ...openedBy(token),
  });

/** Asks for a fresh link to the order; answers the same whether or not phone and code belong together. */
export const lookUpOrder = (api: Backend, phone: string, code: string): Promise<unknown> =>
  api.send('POST', '/order-lookups', { body: { phone, code } });
