/** The channel, and the text of the notice, by which the database says which pages of the shop are no longer true. */
export const PAGE_CHANGES = 'page_changes';

/** Names to the storefront, on the answer to a request that changed something, the pages to drop before it passes it on. */
export const CHANGED_PAGES_HEADER = 'x-floor-changed-pages';
