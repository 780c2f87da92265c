import { counted } from './say.js';

export const common = {
  lang: 'en',
  written: 'vi',
  site: {
    fallbackName: 'OCOP Marketplace',
    skip: 'Skip to main content',
    tagline: (province: string) =>
      `OCOP specialities from ${province}, straight from the people who make them`,
    description: (province: string) =>
      `Certified OCOP products from ${province}, three stars and up: dried shrimp, mud crab, honey, fish sauce, sea salt and more. Buy direct from cooperatives and small producers, delivered to your door.`,
    demoBanner:
      'Demonstration: the prices, stock, contact details and certificates shown here are examples only. Trial orders are not delivered.',
  },
  nav: {
    label: 'Main menu',
    products: 'Products',
    sellers: 'Sellers',
    tourism: 'Places',
    lookup: 'Track order',
    cart: 'Cart',
    cartCount: (count: string) => `Items in your cart: ${count}`,
    home: 'Home',
    account: 'Account',
    accountLong: 'Account and sign-in',
    breadcrumb: 'You are here',
    language: 'Tiếng Việt',
  },
  search: {
    label: 'Search products',
    again: 'Search for something else',
    placeholder: 'Dried shrimp, Năm Căn…',
    submit: 'Search',
  },
  footer: {
    operator: 'Operated by',
    phone: 'Phone',
    email: 'Email',
    help: 'Help for buyers',
    about: 'About us',
    policies: 'Delivery and returns',
    terms: 'Terms of use',
    privacy: 'Privacy',
    noMoney: 'We never hold your money: it goes straight to the seller.',
    ocop: 'Every product on sale has a valid OCOP certificate of three stars or more.',
  },
  common: {
    stars: (stars: number) => `${stars}-star OCOP`,
    starsShort: (stars: number) => `${stars} stars`,
    more: 'Show more',
    back: 'Back',
    illustrative: 'sample',
    products: (count: number) => counted(count, 'product'),
    sellerKinds: {
      cooperative: 'Cooperative',
      cooperative_group: 'Cooperative group',
      small_enterprise: 'Small business',
      farm: 'Farm',
      household: 'Family producer',
      association: 'Association',
    },
    demo: 'Demonstration',
  },
  errors: {
    longForm:
      'What was sent is too large: 12 MB at a time is the most. Please go back and choose a smaller file.',
    foreignForm: 'This form was sent from another website, so it was not accepted.',
    notFoundTitle: 'Page not found',
    notFoundText:
      'The address may have changed or been mistyped. Try searching for a product, or go back to the home page.',
    brokenTitle: 'Something went wrong',
    brokenText:
      'The fault is ours, not yours. Please reload the page in a few minutes; your cart is just as you left it.',
    busyTitle: 'We are very busy right now',
    busyText: 'Please wait a few seconds, then reload the page.',
    home: 'Go to the home page',
    browse: 'See all products',
    formTitle: 'A few things need another look',
    titleOf: (title: string) => `Please check: ${title}`,
    requestId: (id: string) => `Request ID: ${id}`,
    problems: {
      rate_limited: 'That was a little too quick. Please wait a minute and try again.',
      overloaded:
        'We are very busy right now. Wait a few seconds and press the button again; your order has not been recorded yet.',
    } as Record<string, string>,
    problem: 'That didn’t work. Please try again.',
  },
  home: {
    title: (province: string) => `Star-rated OCOP specialities from ${province}`,
    lead: 'Everything here is certified with three stars or more and sold by the people who make it.',
    groups: 'Shop by category',
    season: 'In season now',
    best: 'Most OCOP stars',
    newest: 'New arrivals',
    tourismTitle: 'Find products where you travel',
    tourismText: 'Taste before you buy, or order ahead and collect when you visit.',
    tourismLink: 'See the map and all the places',
    stories: 'Meet the makers',
    storiesLink: 'All sellers',
    figures: 'On the marketplace today',
    figureProducts: 'products on sale',
    figureSellers: 'sellers',
    figurePoints: 'places to visit',
    figureCommunes: 'communes and wards',
    all: 'See all',
    steps: 'How does it work?',
    stepList: [
      ['Choose', 'No account needed. One cart can hold goods from several sellers.'],
      [
        'Order',
        'You see the delivery fee before you order. Pay in cash on delivery or by bank transfer with a QR code.',
      ],
      ['Receive', 'Delivered to your door, or collect at a tourist spot while you are there.'],
    ] as const,
  },
  about: {
    title: 'About the marketplace',
    paragraphs: (name: string, province: string) => [
      `${name} is where the cooperatives, cooperative groups and family producers of ${province} sell OCOP products directly to customers all over Vietnam.`,
      'OCOP stands for “One Commune, One Product”, a national programme. A council scores each product and ranks it from one to five stars. Only products with three stars or more and a valid certificate are on sale here: when a certificate expires or is revoked, sales stop the same day.',
      'Each cart is split into one order per seller. Your payment goes straight to the seller; the marketplace neither holds nor collects it.',
    ],
    orderTitle: 'How are products ranked?',
    orderText:
      'In search results, the products that best match your words come first. In lists, the newest come first; you can sort by price, stars, sales or buyers’ ratings instead. Nobody can pay to be placed higher.',
    contactTitle: 'Contact',
  },
  policies: {
    title: 'Delivery, returns and privacy',
    sections: [
      {
        id: 'giao-hang',
        title: 'Delivery',
        items: [
          'Each seller ships their own goods. You see the fee and the delivery time for every seller before you press Place order.',
          'You can collect your order at a tourist spot if the seller delivers there.',
          'When you pay on delivery, you may inspect the goods before paying.',
        ],
      },
      {
        id: 'thanh-toan',
        title: 'Payment',
        items: [
          'Cash on delivery: you pay the person who brings your order.',
          'Bank transfer: each order has a VietQR code that pays straight into the seller’s account. An order that is not paid within {transferHours} hours is cancelled automatically.',
          'Card or e-wallet: where a seller takes them, you pay on the payment provider’s page, straight into the seller’s account.',
          'Some sellers ask for part of a cash-on-delivery order in advance. You see the amount before you press Place order.',
          'Alcohol is sold only to people aged 18 or over and cannot be paid for on delivery.',
        ],
      },
      {
        id: 'doi-tra',
        title: 'Cancellation and returns',
        items: [
          'You can cancel on your order page as long as the seller has not accepted the order and you have not paid.',
          'If goods are not as described, damaged or out of date, tell us within {returnDays} days of receiving them. The seller takes them back and refunds you within 30 days at the latest.',
        ],
      },
      {
        id: 'rieng-tu',
        title: 'Privacy',
        items: [
          'Your name, phone number and address are passed only to the seller of that order and the carrier who brings it.',
          'This website uses only the cookies it needs to work: signing in, your cart and your orders. There are no advertising or tracking cookies.',
          'Order details are kept for as long as the law requires and then deleted.',
        ],
      },
    ],
  },
};
