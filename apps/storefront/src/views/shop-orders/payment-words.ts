import type { ShopOrderCard } from '../../backend/shop-orders.js';
import type { Words } from '../../i18n/vi.js';

/** How an order is paid and how far that is; what is due at the door is still to be collected, not late. */
export function paymentWords(t: Words, { method, status }: ShopOrderCard['payment']): string {
  const { notCollected, payments } = t.shopOrders;
  const state = method === 'cod' && status === 'pending' ? notCollected : payments[status];
  return `${t.accepting.methods[method]}, ${state}`;
}
