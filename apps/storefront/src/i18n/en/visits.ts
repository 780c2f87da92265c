/** Visits to shops that are a tourism point themselves. */
export const visits = {
  visits: {
    atPoint: 'Plan a visit',
    atPointText:
      'welcomes visitors here. Say when you would like to come and how many you are; your hosts will answer.',
    atPointGo: 'Ask for a day',
    askTitle: (name: string) => `Visit ${name}`,
    askLead:
      'No account needed. Your hosts read your request and answer by message; until they do, nothing is agreed.',
    notHere: 'This place does not take requests at the moment.',
    back: 'Back to the page of this place',
    day: 'Day of your visit',
    people: 'Number of people',
    name: 'Your name',
    phone: 'Phone number',
    phoneHint: 'We send a link to your request and your hosts’ answer to this number, in Vietnamese.',
    words: 'Message to your hosts (optional)',
    wordsHint: 'For example: small children, vegetarian food, when your boat arrives.',
    privacy: 'Only your hosts see your name and number; we delete them 30 days after the visit.',
    submit: 'Send the request',
    missing: {
      day: 'Please choose a day.',
      people: 'Please enter a whole number from 1 to 200.',
      name: 'Please enter your name.',
      phone: 'Please enter your phone number.',
    },
    ownTitle: (point: string) => `Your visit to ${point}`,
    sent: 'Your request has been sent. Keep the address of this page; we also send it to your phone.',
    withdrawn: 'Your hosts have been told that you are not coming.',
    line: (day: string, people: string) => `${day}, ${people} ${people === '1' ? 'person' : 'people'}`,
    host: 'Your hosts',
    said: 'Your hosts say',
    status: {
      requested: 'Waiting for an answer',
      confirmed: 'Confirmed',
      declined: 'Your hosts cannot receive you that day',
      withdrawn: 'Cancelled by you',
    },
    over: 'The day of this visit has passed.',
    withdraw: 'I cannot come',
    withdrawText: 'Your hosts are told at once, so that they do not wait for you.',
    withdrawConfirm: 'Cancel the visit',
    unknownTitle: 'This request cannot be opened',
    unknownText: 'The address may have been copied in part. Please open it again from our message.',
    refusals: {
      not_found: 'This place does not take requests at the moment.',
      state_conflict:
        'This number has already asked for that day (see the link in our message), or many requests for that day are still waiting for an answer.',
      rate_limited: 'This number has sent several requests today. Please try again tomorrow.',
    } as Record<string, string>,
    ended: 'This request is over and can no longer be changed.',
  },
};
