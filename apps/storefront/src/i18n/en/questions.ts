/** What buyers ask a shop for all to read. */
export const questions = {
  questions: {
    title: 'Questions and answers',
    titleOf: (name: string) => `Ask the seller: ${name}`,
    none: 'No questions have been answered yet.',
    ask: 'Ask the seller',
    askAbout: (name: string) => `Ask the seller about ${name}`,
    all: 'See all questions',
    more: 'Show more',
    answer: (shop: string) => `Reply from ${shop}`,
    report: {
      link: 'Report this question',
      title: 'Report a question',
      reason: 'What is wrong with this question?',
      gone: 'This question is no longer on the page.',
    },
    asker: (name: string | null, day: string) =>
      `${name ?? 'Someone who keeps their name private'} asked on ${day}`,
    form: {
      title: 'Your question',
      lead: (shop: string) =>
        `Once ${shop} has replied, question and answer appear here and anyone can read them. We send you a message when there is an answer.`,
      words: 'What would you like to know?',
      hint: '5 to 500 characters. Please leave out phone numbers, addresses and links.',
      missing: 'Please write your question, at least 5 characters.',
      showName: 'Show my name abbreviated, for example “A. B. Carter”',
      submit: 'Send question',
      signIn: 'Sign in to ask',
      signInText:
        'We need to know whom to tell when the seller replies. If it is urgent, call the seller or send a message on Zalo.',
      done: {
        shown: 'Your question has been sent to the seller.',
        held: 'We have received it. An officer reads it before it goes to the seller.',
      } as Record<string, string>,
      refusals: {
        not_allowed: 'You work for this shop, so you cannot ask here.',
        rate_limited: 'You have asked a lot today. Please come back tomorrow.',
        not_found: 'This product is no longer sold, so you cannot ask about it.',
      } as Record<string, string>,
    },
  },
};
