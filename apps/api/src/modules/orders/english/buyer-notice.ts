import { vndInEnglish } from '#kernel/in-english';
import { formatPhone } from '#kernel/phone';
import { REFUND_DAYS } from '../../payments/index.js';
import type { buyerNotice, NoticeWords } from '../events/buyer-notice.js';
import { letter } from './letter.js';

/** Why an order ended, as its buyer reads it after "because". */
const REASONS: Readonly<Record<string, string>> = {
  buyer: 'you cancelled it',
  unpaid: 'no payment arrived in time',
  unconfirmed: 'the seller did not accept it in time',
  refused: 'the goods were turned down on delivery',
  out_of_stock: 'the seller ran out of stock',
  cannot_deliver: 'the seller cannot deliver to this address',
  buyer_asked: 'you asked the seller to cancel it',
  unreachable: 'the seller could not reach you',
  suspicious: 'the seller found something unusual about it',
  other: 'the seller cannot carry it out',
};

/** `buyerNotice` for whoever bought in English. */
export const englishBuyerNotice: typeof buyerNotice = (event, order, name, link) => {
  const { orderCode, shopName, shopPhone } = order;
  const words = (subject: string, lines: readonly string[], short: string): NoticeWords =>
    letter({ name, link, shopPhone }, { subject: `Order ${orderCode}: ${subject}`, lines, short });
  const owes = (refundVnd: number): string =>
    `${shopName} has to pay you back ${vndInEnglish(refundVnd)} within ${REFUND_DAYS} days.`;
  const quote = (said: string | null): string[] => (said === null ? [] : [`The seller writes: “${said}”`]);
  switch (`${event.axis} ${event.to}`) {
    case 'order confirmed':
      return words(
        'accepted by the seller',
        [`${shopName} has accepted your order ${orderCode} and is preparing it.`],
        `Order ${orderCode}: ${shopName} has accepted it and is preparing it.`,
      );
    case 'fulfillment handed_over': {
      const by = [event.carrier, event.trackingCode && `tracking number ${event.trackingCode}`]
        .filter(Boolean)
        .join(', ');
      const pay =
        order.method === 'cod' && !order.paid && order.doorVnd > 0
          ? [`Please pay ${vndInEnglish(order.doorVnd)} for the whole order on delivery.`]
          : [];
      return words(
        'on its way',
        [`${shopName} has sent order ${orderCode}${by === '' ? '' : ` (${by})`}.`, ...pay],
        `Order ${orderCode} is on its way${by === '' ? '' : ` (${by})`}.`,
      );
    }
    case 'fulfillment delivered':
      return event.actorKind === 'buyer'
        ? null
        : words(
            'delivered',
            [
              `${event.actorKind === 'carrier' ? (event.carrier ?? shopName) : shopName} reports that order ${orderCode} has been delivered.`,
              'If it has not reached you, please call the seller straight away.',
            ],
            `Order ${orderCode} was delivered. Not with you? Call ${formatPhone(shopPhone)}.`,
          );
    case 'fulfillment unsent': {
      const why = REASONS[event.unsentReason ?? 'other'] ?? REASONS['other'];
      const money =
        event.refundVnd === null
          ? `The whole order now comes to ${vndInEnglish(order.amountVnd)}.`
          : owes(event.refundVnd);
      return words(
        'some goods cannot be sent',
        [
          `${shopName} cannot send the rest of order ${orderCode}, because ${why}:`,
          ...(event.unsent ?? []).map(({ name: what, quantity }) => `- ${quantity} × ${what}`),
          ...quote(event.unsentWords),
          money,
        ],
        `Order ${orderCode}: the rest cannot be sent, because ${why}. ${money}`,
      );
    }
    case 'order cancelled': {
      const { refundVnd } = event;
      if (order.reason === null || order.reason === 'unweighed') return null;
      if (order.reason === 'buyer' && refundVnd === null) return null;
      const why = REASONS[order.reason] ?? REASONS['other'];
      const back =
        refundVnd === null
          ? 'You owe nothing.'
          : `The seller pays back ${vndInEnglish(refundVnd)} within ${REFUND_DAYS} days.`;
      return words(
        'cancelled',
        [
          `Order ${orderCode} from ${shopName} was cancelled, because ${why}.`,
          ...quote(order.words),
          refundVnd === null ? 'You do not have to pay anything for it.' : owes(refundVnd),
        ],
        `Order ${orderCode} was cancelled, because ${why}. ${back}`,
      );
    }
    default:
      return null;
  }
};
