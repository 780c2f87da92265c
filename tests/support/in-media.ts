/*
 * What tests ask a page about paper, about somebody's own few colours and about motion; as text, like in-page.ts.
 */

/** Whether an element takes part in what is seen, and is more than a hair wide. */
const SEEN = `((element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 2)`;

/** What could be pressed, filled in or opened, were it not on paper: empty on a page that prints well. */
export const PRESSABLE = `[...document.querySelectorAll(
    'button, .button:not([href^="tel:"]), input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea, summary, nav a, .skip',
  )]
  .filter(${SEEN})
  // The heading of what is folded on the screen and open on paper is a heading.
  .filter((element) => !element.matches('summary') || !${SEEN}(element.parentElement.querySelector(':scope > :not(summary)') ?? element))
  .map((element) => element.tagName.toLowerCase() + '.' + element.className + ': ' + element.textContent.trim().slice(0, 60))`;

/** Texts and stars too pale for white paper, on which no printer lays a background. */
export const PALE = `(() => {
  const brush = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const luminance = (colour) => {
    for (const fill of ['#fff', colour]) {
      brush.fillStyle = fill;
      brush.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = [...brush.getImageData(0, 0, 1, 1).data].map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const tooPale = (colour, least) => 1.05 / (luminance(colour) + 0.05) < least;
  const hasText = ({ childNodes }) => [...childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim() !== '');
  const texts = [...document.querySelectorAll('body *:not(svg *)')]
    .filter((element) => hasText(element) && ${SEEN}(element))
    .filter((element) => tooPale(getComputedStyle(element).color, 4.5));
  const stars = [...document.querySelectorAll('.stars svg')]
    .filter(${SEEN})
    .filter((star) => tooPale(getComputedStyle(star).fill, 3));
  return [...texts, ...stars].map((element) =>
    element.tagName.toLowerCase() + '.' + (element.getAttribute('class') ?? '') + ': ' + element.textContent.trim().slice(0, 40));
})()`;

/** Where the keyboard stands unseen once shadows are gone: whatever can have the focus is given it. */
export const RINGLESS = `(() => {
  const ringOf = (element, part) => {
    const style = element && getComputedStyle(element, part);
    return Boolean(style) && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  };
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter(${SEEN})
    .filter((element) => {
      element.focus({ focusVisible: true });
      const around = element.closest('label, .card, .field, [role=search]');
      return document.activeElement === element &&
        ![element, around, element.nextElementSibling].some((one) => ringOf(one)) && !ringOf(element, '::after');
    })
    .map((element) => element.outerHTML.slice(0, 140));
})()`;

/** Marks that say something by a background alone, which forced colours take away: they have no line around them. */
export const DRAWN_BY_BACKGROUND = `[...document.querySelectorAll('body *:not(svg, svg *, img, input, textarea, select, button, iframe, canvas, picture)')]
  .filter((element) => ${SEEN}(element) && element.textContent.trim() === '' && !element.querySelector('img, svg, input'))
  .filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const lined = ['Top', 'Right', 'Bottom', 'Left'].some((side) => parseFloat(style['border' + side + 'Width']) > 0);
    const means = element.matches('[data-means], .mark, .step-marks *, .tag, .state, .badge');
    return height > 2 && width > 2 && means && !lined && style.forcedColorAdjust !== 'none';
  })
  .map((element) => element.tagName.toLowerCase() + '.' + element.className)`;

/** What is chosen or where one is, and looks like what is not once backgrounds and shadows are gone. */
export const CHOSEN_UNSEEN = `(() => {
  const CHOSEN = '[aria-current]:not([aria-current=false], .brand), [aria-selected=true], [aria-pressed=true]';
  const look = (element) => {
    const style = getComputedStyle(element);
    return [
      style.fontWeight, style.textDecorationLine, style.outlineStyle, style.borderTopColor, style.borderBottomColor,
      ...['Top', 'Right', 'Bottom', 'Left'].map((side) => style['border' + side + 'Width'] + style['border' + side + 'Style']),
    ].join();
  };
  return [...document.querySelectorAll(CHOSEN)].filter(${SEEN}).filter((element) => {
    const list = element.closest('ul, ol, nav, div') ?? document.body;
    const peers = [...list.querySelectorAll(element.localName)].filter((peer) => peer !== element && !peer.matches(CHOSEN));
    return peers.length > 0 && peers.some((peer) => look(peer) === look(element));
  }).map((element) => element.outerHTML.slice(0, 140));
})()`;

/** Texts on a background of their own, as badges are, that have no line around them where there is no background. */
export const BADGES_UNSEEN = `[...document.querySelectorAll('.tag, .stock, .stars, .state, .rating-points, .mark, .next-step, .note, .choice')]
  .filter(${SEEN})
  .filter((element) => {
    const style = getComputedStyle(element);
    return !['Top', 'Right', 'Bottom', 'Left'].some((side) => parseFloat(style['border' + side + 'Width']) > 0);
  })
  .map((element) => element.tagName.toLowerCase() + '.' + element.className + ': ' + element.textContent.trim().slice(0, 40))`;

/** Whatever takes time to change, or slides there: transitions, animations and smooth scrolling. */
export const MOVING = `[...document.querySelectorAll('*')]
  .flatMap((element) => [null, '::before', '::after'].map((part) => [element, getComputedStyle(element, part)]))
  .filter(([, { transitionDuration, animationName, animationDuration, scrollBehavior }]) =>
    [...transitionDuration.split(','), ...(animationName === 'none' ? [] : animationDuration.split(','))]
      .some((seconds) => parseFloat(seconds) > 0.01) || scrollBehavior === 'smooth')
  .map(([element]) => element.tagName.toLowerCase() + '.' + element.getAttribute('class'))
  .concat(document.getAnimations().map(String))`;
