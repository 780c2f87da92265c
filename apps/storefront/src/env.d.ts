/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    /** Set by the server in front (server/main.ts); in `astro dev` by the middleware. */
    door: {
      /** Where the API listens. */
      apiOrigin: string;
      /** Proves to the API that `buyerAddress` comes from the storefront. */
      storefrontSecret: string;
      /** Origin that people type, without a slash at the end. */
      publicOrigin: string;
      buyerAddress: string;
      /** Told which pages of the shop are no longer true; absent in `astro dev`, which keeps none. */
      changed?: (tags: readonly string[]) => void;
      /** On a page that may be kept: the words of what it shows, and whether some call did not say what that is. */
      page?: { tags: Set<string>; untold: boolean };
      /** Where tiles for a map may be fetched from, and whom to thank for them; null where the operator named nobody. */
      mapTiles: { url: string; credit: string } | null;
      /** A map elsewhere that shows a place, with {lat} and {lon}; null where the operator wants none. */
      mapPage: string | null;
    };
    /** The door to the API for this request. */
    api: import('./backend/api').Backend;
    /** Who runs this floor; null only while the API does not answer. */
    floor: import('./backend/catalogue.types').Floor | null;
    /** Who is signed in, on pages that are for one person; null for nobody, and while the API does not answer. */
    account: import('./backend/account.types').Me | null;
    /** What the page is read in, and so what the API is asked in. */
    language: import('./language').Language;
    /** Words of the page's language. */
    t: import('./i18n/vi').Words;
    /** Addresses that stay in the page's language. */
    paths: import('./paths').Paths;
  }
}
