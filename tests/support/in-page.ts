/*
 * What tests ask a page from inside it, as text: this project's types know no DOM, and giving it one would let a
 * server file use `document` unnoticed.
 */

/** Makes every violation of the page's policy an error in the console, where the test listens. */
export const REPORT_VIOLATIONS = {
  content: `document.addEventListener('securitypolicyviolation', (event) => {
    console.error('policy violated: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample);
  });`,
};

/** Lets no worker come: what a page registers is never done. */
export const NO_WORKER = {
  content: `if (globalThis.ServiceWorkerContainer)
    ServiceWorkerContainer.prototype.register = () => new Promise(() => undefined);`,
};

export interface PageFacts {
  title: string;
  lang: string;
  robots: string | null;
  canonical: string | null;
  /** The same page for search engines in other languages. */
  alternates: Record<string, string>;
  /** What the page says to search engines about its things, as it is written. */
  jsonLd: string[];
  /** What it says to whoever shows a link to it, by name: `og:title` and the like. */
  shared: Record<string, string>;
  /** Texts with Vietnamese letters that nothing marks as Vietnamese. */
  unmarked: string[];
  /** Texts of all first-level headings. */
  h1: string[];
  text: string;
  /** Addresses of links on this site, without their fragments. */
  links: string[];
}

export const PAGE_FACTS = `({
  title: document.title,
  lang: document.documentElement.lang,
  robots: document.querySelector('meta[name=robots]')?.content ?? null,
  canonical: document.querySelector('link[rel=canonical]')?.getAttribute('href') ?? null,
  alternates: Object.fromEntries(
    [...document.querySelectorAll('link[rel=alternate][hreflang]')].map((link) => [link.hreflang, link.getAttribute('href')]),
  ),
  jsonLd: [...document.querySelectorAll('script[type="application/ld+json"]')].map((block) => block.textContent),
  shared: Object.fromEntries([...document.querySelectorAll('meta[property^="og:"]')].map((meta) => [meta.getAttribute('property'), meta.content])),
  unmarked: [...document.querySelectorAll('body *')]
    .filter((element) => !element.closest('[lang=vi], script, style'))
    .flatMap((element) => [...element.childNodes])
    .filter(({ nodeType, data }) => nodeType === 3 && /[\u1ea0-\u1ef9ăđơư]/i.test(data))
    .map(({ data }) => data.trim()),
  h1: [...document.querySelectorAll('h1')].map((heading) => heading.textContent.trim()),
  text: document.body.innerText,
  links: [...document.querySelectorAll('a[href]')]
    .map((link) => new URL(link.getAttribute('href'), location.href))
    .filter(({ origin }) => origin === location.origin)
    .map(({ pathname, search }) => pathname + search),
})`;

export interface ImageFacts {
  src: string;
  width: string | null;
  height: string | null;
  alt: string | null;
  lazy: boolean;
  /** How many windows below the page's top its upper edge lies. */
  windowsDown: number;
  /** Media types of the sources beside it. */
  sources: (string | null)[];
  widths: number;
}

export const IMAGE_FACTS = `[...document.images].map((image) => ({
  src: image.getAttribute('src') ?? '',
  width: image.getAttribute('width'),
  height: image.getAttribute('height'),
  alt: image.getAttribute('alt'),
  lazy: image.loading === 'lazy',
  windowsDown: image.getBoundingClientRect().top / innerHeight,
  sources: [...(image.closest('picture')?.querySelectorAll('source') ?? [])].map((source) => source.getAttribute('type')),
  widths: image.srcset.split(',').filter((part) => part.trim() !== '').length,
}))`;

/** Who makes the page wider than its window, the farthest first; empty where nothing does. */
export const TOO_WIDE = `(() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return [];
  // A word that does not fit sticks out of a box that itself stays inside.
  const right = (element) => Math.round(element.getBoundingClientRect().left + Math.max(
    element.getBoundingClientRect().width,
    getComputedStyle(element).overflowX === 'visible' ? element.scrollWidth : 0,
  ));
  // What is pushed along in a box of its own makes no page wider.
  const pushed = (element) => element !== document.body &&
    (getComputedStyle(element).overflowX !== 'visible' || pushed(element.parentElement));
  return [...document.querySelectorAll('body *')]
    .filter((element) => right(element) > edge && element.children.length < 4 && !element.ownerSVGElement &&
      !pushed(element.parentElement))
    .sort((a, b) => right(b) - right(a))
    .slice(0, 5)
    .map((element) => element.tagName.toLowerCase() + '.' + (element.getAttribute('class') ?? '') + ' to ' + right(element) +
      ': ' + element.textContent.trim().slice(0, 30))
    .concat('page ' + document.documentElement.scrollWidth + ' wide');
})()`;

/** Brings everything that fades or slides to its end. */
export const SETTLE = 'document.getAnimations().forEach((animation) => animation.finish())';

/** Links and buttons that stand elsewhere once somebody has gone through the page, window by window, and back to its top. */
export const MOVED_ON_THE_WAY = `(async () => {
  const frame = () => new Promise((on) => requestAnimationFrame(() => requestAnimationFrame(on)));
  const go = (top) => { scrollTo({ top, behavior: 'instant' }); return frame(); };
  const pressable = [...document.querySelectorAll('main :is(a, button, summary), footer a')];
  const tops = () => pressable.map((element) => Math.round(element.getBoundingClientRect().top));
  await go(0);
  const before = tops();
  for (let top = innerHeight; top < document.documentElement.scrollHeight; top += innerHeight) await go(top);
  await go(0);
  const after = tops();
  return pressable.flatMap((element, i) => before[i] === after[i] ? [] :
    [element.outerHTML.slice(0, 60) + ': ' + before[i] + ' > ' + after[i]]);
})()`;

/** Texts cut off by their own box. */
export const CUT_OFF = `[...document.querySelectorAll('a, button, label, p, h1, h2, h3, dt, dd, span, strong, legend, summary')]
  .filter((element) => {
    const style = getComputedStyle(element);
    if (style.visibility === 'hidden' || style.display === 'inline' || style.clipPath !== 'none') return false;
    const hides = style.overflowX !== 'visible' || style.overflowY !== 'visible';
    // A line clamp is an ellipsis on purpose; the whole text stands on the page behind the link.
    if (!hides || style.webkitLineClamp !== 'none') return false;
    return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
  })
  .map((element) => element.tagName.toLowerCase() + '.' + element.className + ': ' + element.textContent.trim().slice(0, 60))`;

export interface FocusFacts {
  /** Tag, name or text of what has the focus. */
  what: string;
  /** Whether it can be seen that it has. */
  ring: boolean;
  /** Whether it lies inside the window and nothing else covers its middle. */
  inSight: boolean;
}

export const FOCUS_FACTS = `(() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const around = element.closest('label, .card, .field, [role=search]') ?? element;
  const ringOf = (css) => css.outlineStyle !== 'none' && parseFloat(css.outlineWidth) >= 2 || css.boxShadow !== 'none';
  const top = document.elementFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
    Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 0), innerHeight - 1),
  );
  return {
    what: element.tagName.toLowerCase() + ' ' +
      (element.getAttribute('name') ?? element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)),
    ring: ringOf(style) || ringOf(getComputedStyle(around)),
    inSight: box.bottom > 0 && box.top < innerHeight && (element.contains(top) || around.contains(top)),
  };
})()`;

/** Links of an area's menu that stay outside the window, or half outside, once they have the focus. */
export const OUT_OF_SIGHT = `[...document.querySelectorAll('.area-nav a')].filter((link) => {
  link.focus();
  const { left, right, top, bottom } = link.getBoundingClientRect();
  return left < 0 || right > innerWidth + 1 || top < 0 || bottom > innerHeight + 1;
}).map((link) => link.textContent.trim())`;

/** The layers of all style sheets in the order in which they count. */
export const LAYERS = `[...new Set(
  [...document.styleSheets].flatMap(({ cssRules }) =>
    [...cssRules].flatMap((rule) =>
      rule instanceof CSSLayerStatementRule ? [...rule.nameList] : rule instanceof CSSLayerBlockRule ? [rule.name] : [],
    ),
  ),
)]`;

/** Where forms with files go. */
export const UPLOADS = `[...document.forms]
  .filter((form) => form.querySelector('input[type=file]'))
  .map((form) => new URL(form.getAttribute('action') ?? '', location.href).pathname)`;
