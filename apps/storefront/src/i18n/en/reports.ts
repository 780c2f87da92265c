/** Words of reports of products and shops. */
export const reports = {
  reports: {
    linkFromProduct: 'Report this product',
    linkFromSeller: 'Report this shop',
    form: {
      ofProduct: 'Report a product',
      ofSeller: 'Report a shop',
      lead: 'Tell our officers if you see something wrong. The shop is not told who reported it.',
      about: 'About',
      orders: 'Did you buy it and something went wrong with your order?',
      ordersGo: 'Complain about an order',
      reason: 'What is it about?',
      reasonEmpty: 'Choose one',
      words: 'What did you see?',
      wordsHint: 'Be specific: where on the page or the label, when, and how you know.',
      contact: 'Phone number or email for our answer (optional)',
      contactHint: 'Only officers can read it. If you leave it empty, we cannot answer you.',
      signedIn: 'Our answer goes to the phone number or email of the account you are signed in to.',
      submit: 'Send report',
      times: (first: string, whole: string) =>
        `An officer looks into it within ${first} working days and answers within ${whole} working days, or sooner for some matters.`,
      timesGo: 'Time limits for each matter',
    },
    sent: {
      title: 'We have received your report',
      text: (day: string) => `An officer looks into it and decides by ${day} at the latest. Thank you.`,
      answered: 'We will send you the result.',
      silent: 'You left no way to reach you, so there will be no personal answer.',
      back: 'Back to the page',
    },
    errors: {
      reason: 'Please choose from the list.',
      words: 'Please write a few words.',
    } as Record<string, string>,
    refusals: {
      state_conflict:
        'You have sent several reports about this and an officer is looking into it. There is no need to send more.',
      rate_limited: 'Too many reports came from this network. Please try again in an hour.',
    } as Record<string, string>,
    procedure: {
      title: 'Reporting a product or a shop',
      text: [
        'Anybody can report, with or without a purchase or an account: choose “Report this product” at the end of a product page, or “Report this shop” on a shop’s page.',
        'The officer of that area looks into it, may tell the shop to put it right, take the product down at once or give the shop notice of suspension, and then answers you if you left a way to reach you. The shop is not told who reported it.',
      ],
      first: 'Looked into',
    },
  },
};
