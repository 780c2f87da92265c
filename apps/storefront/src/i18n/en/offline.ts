/** Words of the shop where there is no connection. Those with `{time}` and `{count}` are filled in by the worker on the device. */
export const offline = {
  offline: {
    title: 'Product list for reading offline',
    lead: 'Everything on sale, without pictures. This page and the pages you have seen are kept on your device, so that they open without a connection.',
    kept: (time: string) =>
      `You are offline. This is the copy kept on your device, as of ${time}: prices and stock may have changed since.`,
    missing: (time: string) =>
      `You are offline, and the page you opened is not kept on this device. Below is the list of products as of ${time}: prices and stock may have changed since.`,
    waiting: 'Kept on this device; goes into your cart once you are online:',
    cartKept: (time: string) =>
      `You are offline. This is your cart as of ${time}; you can change it and order once you are online again.`,
    something: 'Something in the cart',
    inCart: (count: string) => `In your cart now: ${count}`,
    sent: (count: string) => `You are online again. Items chosen meanwhile and now in your cart: ${count}.`,
    refused: 'These could not go into the cart:',
  },
};
