import { vndInEnglish } from '#kernel/in-english';
import { formatPhone } from '#kernel/phone';
import type { askNotice } from '../go-ahead/go-ahead-notice.js';

/** `askNotice` for whoever bought in English. */
export const englishAskNotice: typeof askNotice = (
  { orderCode, shopName, shopPhone, totalVnd },
  { name, confirm, again },
) => ({
  subject: again ? `Reminder: please confirm order ${orderCode}` : `Please confirm order ${orderCode}`,
  text: [
    `Dear ${name},`,
    '',
    again
      ? `Order ${orderCode} from ${shopName} is still waiting for you to confirm it. The seller sends it once you have.`
      : `Order ${orderCode} from ${shopName} is paid on delivery, ${vndInEnglish(totalVnd)}. The seller needs you to confirm it before sending.`,
    `Open this link and press “Yes, send it to me”: ${confirm}`,
    `The seller may also call you. To change it or to do without, call ${formatPhone(shopPhone)}.`,
    '',
  ].join('\n'),
  short: `Order ${orderCode}, ${vndInEnglish(totalVnd)} on delivery: confirm it and the seller sends it. ${confirm}`,
});
