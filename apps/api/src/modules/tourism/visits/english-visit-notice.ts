import { dayInEnglish } from '#kernel/in-english';
import type { NoticedVisit, visitNotice } from './visit-notice.js';

type Words = ReturnType<typeof visitNotice>;

/** What `visitNotice` tells whoever asked, for those who asked in English. */
export function englishVisitNotice(
  { shop, point, day: on, people, answer }: NoticedVisit,
  news: 'asked' | 'confirmed' | 'declined',
  link: string,
): Words {
  const day = dayInEnglish(on);
  const visitors = people === 1 ? 'one visitor' : `${people} visitors`;
  const said = answer === null ? '' : ` Their message: ${answer}`;
  const [subject, sentence] = {
    asked: [
      `Your request to visit on ${day} was sent`,
      `${shop} has your request for ${visitors} to ${point} on ${day}. We will write to you when they answer.`,
    ],
    confirmed: [
      `${shop} expects you on ${day}`,
      `${shop} will be glad to receive ${visitors} at ${point} on ${day}.${said}`,
    ],
    declined: [
      `${shop} cannot receive you on ${day}`,
      `${shop} cannot receive ${visitors} at ${point} on ${day}.${said}`,
    ],
  }[news] as [string, string];
  return {
    subject,
    text: [sentence, '', `See your visit: ${link}`, ''].join('\n'),
    short: `${subject}. ${link}`,
  };
}
