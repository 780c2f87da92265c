import { dateTimeInEnglish, dayInEnglish, vndInEnglish } from '#kernel/in-english';
import type { ReceiptFacts } from '../payment/payment-messages.sql.js';
import type { receiptNotice, refundNotice } from '../payment/payment-notice.js';
import { letter } from './letter.js';

/** `receiptNotice` for whoever bought in English. */
export const englishReceiptNotice: typeof receiptNotice = (facts, to) => {
  const { subject, lines } = aboutReceipt(facts);
  const said = `Order ${facts.orderCode}: ${subject}`;
  return letter({ ...to, shopPhone: facts.shopPhone }, { subject: said, lines, short: `${said}.` });
};

/** `refundNotice` for whoever bought in English. */
export const englishRefundNotice: typeof refundNotice = (facts, status, to) => {
  const { orderCode, shopName, amountVnd, dueOn, reference, shopPhone } = facts;
  const amount = vndInEnglish(amountVnd);
  const subject = `Order ${orderCode}: the seller ${status === 'owed' ? 'has to pay' : 'has paid'} you back ${amount}`;
  const lines =
    status === 'owed'
      ? [`${shopName} has to pay you back ${amount} for order ${orderCode} by ${dayInEnglish(dueOn)}.`]
      : [
          `${shopName} reports having paid you back ${amount} for order ${orderCode}.`,
          ...(reference === null ? [] : [`Transaction reference: ${reference}.`]),
          'If the money has not arrived, please call the seller or the marketplace.',
        ];
  return letter({ ...to, shopPhone }, { subject, lines, short: `${subject}.` });
};

function aboutReceipt(facts: ReceiptFacts): { subject: string; lines: string[] } {
  const { orderCode, shopName } = facts;
  const amount = vndInEnglish(facts.amountVnd);
  const came = `${shopName} has received ${amount} for order ${orderCode}.`;
  const until = facts.expiresAt === null ? '' : ` by ${dateTimeInEnglish(facts.expiresAt)}`;
  const back = vndInEnglish(facts.refundVnd);
  switch (facts.outcome) {
    case 'early':
      return {
        subject: `${amount} received, goods not weighed yet`,
        lines: [
          came,
          'Once the goods are weighed, we tell you what there is to pay and what is over or missing, if anything.',
        ],
      };
    case 'under': {
      const missing = vndInEnglish(facts.owedVnd - facts.netVnd);
      return {
        subject: `${amount} received, ${missing} still missing`,
        lines: [
          came,
          `${missing} is still missing. Please transfer the rest${until}, with the new QR code on the order’s page.`,
        ],
      };
    }
    case 'deposit':
      return {
        subject: `deposit of ${amount} received`,
        lines: [
          came,
          ...atTheDoor(facts),
          'If you do not take the goods, the seller pays the whole deposit back.',
        ],
      };
    case 'withdrawn': {
      const open = facts.doorVnd === null && facts.owedVnd > facts.netVnd;
      return {
        subject: `the seller was mistaken, ${amount} has not arrived`,
        lines: [
          `${shopName} reported ${amount} for order ${orderCode} by mistake; the money has not reached their account.`,
          ...atTheDoor(facts),
          open
            ? `If you have not made the transfer yet, please do so${until}, with the QR code on the order’s page.`
            : facts.doorVnd === null
              ? 'The order is still fully paid; you do not have to pay anything more.'
              : 'You do not have to transfer anything more.',
          'If you have made the transfer, please call the seller straight away and keep the receipt.',
        ],
      };
    }
    case 'late':
      return {
        subject: 'the money came late, the goods were still there, your order stands',
        lines: [
          came,
          'The money came after the time agreed, but the goods were still there, so your order goes on.',
          ...atTheDoor(facts),
          ...goesBack(facts),
        ],
      };
    case 'too_late':
      return {
        subject: `the money came after it was cancelled, the seller pays back ${back}`,
        lines: [
          came,
          'The money came after the order was cancelled, and the goods could not be held any longer.',
          ...goesBack(facts),
        ],
      };
    case 'double':
      return facts.doorVnd !== null
        ? {
            subject: `the deposit was complete, the seller pays back ${back}`,
            lines: [
              came,
              'The deposit of this order was complete already.',
              ...atTheDoor(facts),
              ...goesBack(facts),
            ],
          }
        : {
            subject: `already paid in full, the seller pays back ${back}`,
            lines: [came, 'This order had already been paid in full.', ...goesBack(facts)],
          };
    default:
      return {
        subject:
          facts.dueOn === null
            ? 'paid in full'
            : `paid in full, the seller pays back ${back} that was too much`,
        lines: [came, 'The order is paid in full and the goods are held for you.', ...goesBack(facts)],
      };
  }
}

/** Of an order with a deposit: what is left for the door. */
const atTheDoor = ({ doorVnd }: ReceiptFacts): string[] =>
  doorVnd === null ? [] : [`Please pay the remaining ${vndInEnglish(doorVnd)} on delivery.`];

const goesBack = ({ refundVnd, dueOn, shopName }: ReceiptFacts): string[] =>
  dueOn === null
    ? []
    : [`${shopName} has to pay you back ${vndInEnglish(refundVnd)} by ${dayInEnglish(dueOn)}.`];
