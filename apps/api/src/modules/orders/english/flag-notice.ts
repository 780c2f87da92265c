import { formatPhone } from '#kernel/phone';
import type { FlagReason } from '../flags/flag-causes.sql.js';
import type { flagNotice } from '../flags/flag-notice.js';

const happened: Readonly<Record<FlagReason, { short: string; long: string }>> = {
  certificate_revoked: {
    short: 'goods lost their OCOP certificate',
    long: 'The authority has revoked the OCOP certificate of these goods, so they are no longer sold here:',
  },
  taken_down: {
    short: 'goods were taken off the marketplace',
    long: 'These goods were taken off the marketplace, at the request of an authority or by decision of the marketplace:',
  },
  shop_suspended: {
    short: 'a shop was suspended by an authority',
    long: 'The shop that sells these goods was suspended at the request of an authority:',
  },
};

/** `flagNotice` for whoever bought in English. */
export const englishFlagNotice: typeof flagNotice = (group, reason, name, link) => {
  const lines = group.lines ?? [];
  const shops = new Map(lines.map(({ shopName, shopPhone }) => [shopName, shopPhone]));
  return {
    subject: `Order ${group.code}: ${happened[reason].short}`,
    text: [
      `Dear ${name},`,
      '',
      `About your order ${group.code}. ${happened[reason].long}`,
      ...lines.map(
        ({ productName, orderCode, shopName }) => `- ${productName} (order ${orderCode}, ${shopName})`,
      ),
      '',
      'You can:',
      `- Cancel, where the seller has not accepted the order and you have not paid: ${link}`,
      ...[...shops].map(
        ([shop, phone]) =>
          `- Accepted or paid already: call ${shop}, ${formatPhone(phone)}, to stop delivery and get your money back.`,
      ),
      '- Delivered already: better not use them, keep the packaging and ask the seller.',
      '',
      ...(reason === 'shop_suspended' ? ['If you still want the goods, you need not do anything.', ''] : []),
    ].join('\n'),
    short: `Order ${group.code}: ${happened[reason].short}. See and cancel it: ${link}`,
  };
};
