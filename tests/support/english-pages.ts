import { PUBLIC_PAGES, type PublicPage } from './pages.js';
import { LONG } from './scale.js';

const english = ({ name, path, status, indexed }: PublicPage): PublicPage => ({
  name: `${name}, in English`,
  path: path === '/' ? '/en' : `/en${path}`,
  status,
  indexed,
});

/** The English shop is the same pages behind `/en`: each kind of page once, and every one of them in the long mode. */
export const ENGLISH_PAGES: readonly PublicPage[] = PUBLIC_PAGES.filter(
  ({ name }) =>
    LONG ||
    /^(?:home|all products|a product|a product whose certificate (?:lapsed|was revoked)|all sellers|a seller|the map.*|a tourism point|search results|an empty cart|the search for a label|how complaints.*|the terms|the sign-in|an unknown page)$/.test(
      name,
    ),
).map(english);

/** English sentences with a name in them, and the letters that stand for laws and money. */
export const A_NAME_WITHIN =
  /^Visit .*’s shop$|^What to take home from |^Order from | working days to reply\. |^formerly | is now part of |^What you write appears on |NĐ-CP|TMĐT|đồng/;
