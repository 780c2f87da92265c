import { dayInEnglish, vndInEnglish } from '#kernel/in-english';
import type { buyersDisputeNotice, NoticedDispute } from '../disputes/dispute-notice.js';
import type { DisputeKind } from '../disputes/dispute-status.js';
import type { NoticeWords } from '../events/buyer-notice.js';

/** What a complaint is about. */
const ABOUT: Readonly<Record<DisputeKind, string>> = {
  not_received: 'goods not received',
  not_as_described: 'goods not as described',
  refund_unpaid: 'a refund not paid',
  return_declined: 'a return turned down',
  return_unanswered: 'a return request not answered',
  price_or_fee: 'a wrong price or fee',
  conduct: 'how you were treated',
  other: 'something else',
};

function endWords({ outcome, outcomeVnd }: NoticedDispute): string {
  if (outcome === 'refund') return `you get ${vndInEnglish(outcomeVnd ?? 0)} back`;
  if (outcome === 'return') return 'the seller takes the goods back as you asked';
  return outcome === 'shop_right' ? 'the seller acted correctly' : 'as both sides agreed';
}

/** `buyersDisputeNotice` for whoever bought in English. */
export const englishBuyersDisputeNotice: typeof buyersDisputeNotice = (news, dispute, link) => {
  const { orderCode, shopName, firstReplyBy, resolveBy } = dispute;
  const about = `Complaint about order ${orderCode}`;
  const words = (subject: string, text: string): NoticeWords => ({
    subject: `${about}: ${subject}`,
    text: [`${about} (${ABOUT[dispute.kind]}):`, '', text, '', `Read and answer: ${link}`, ''].join('\n'),
    short: `${about}: ${text} ${link}`,
  });
  if (news.of === 'overdue')
    return words('overdue', 'Its time is over. The officers know and will deal with it first.');
  if (news.of === 'message') {
    if (news.by === 'buyer') return null;
    const who = news.by === 'officer' ? 'An officer of the marketplace' : shopName;
    return words('a new message', `${who} has written to you.`);
  }
  switch (news.to) {
    case 'open':
      return words(
        'received',
        `We have it. ${shopName} answers by ${dayInEnglish(firstReplyBy)}; it is settled by ${dayInEnglish(resolveBy)}.`,
      );
    case 'answered':
      return words('the seller has answered', `${shopName} has answered.`);
    case 'escalated':
      return words(
        'passed to an officer',
        news.by === 'worker'
          ? 'It was not settled in time, so it has been passed to an officer of the marketplace.'
          : 'It has been passed to an officer of the marketplace.',
      );
    case 'taken':
      return words('an officer looks into it', 'An officer of the marketplace is looking into it.');
    case 'settled':
      return words('settled', `Both sides have agreed: ${endWords(dispute)}.`);
    case 'decided':
      return words(
        'decided',
        `The officer has decided: ${endWords(dispute)}. The reasons stand on the complaint’s page.`,
      );
    default:
      return null;
  }
};
