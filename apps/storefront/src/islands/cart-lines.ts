/**
 * A changed quantity in the cart is sent by itself; without this each line has its own button. The page that comes back
 * keeps the keyboard where it was and says what the cart is now.
 */
const PAUSE_MS = 500;
const PLACE = 'floor_cart_place';
const STOPS = 'main :is(a[href], button, input:not([type="hidden"])):not([tabindex="-1"])';

const forms = document.querySelectorAll<HTMLFormElement>('form[data-submit-line]');
const stops = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(STOPS)];

for (const form of forms) {
  let timer = 0;
  form.addEventListener('change', () => {
    clearTimeout(timer);
    // Several taps on the plus are one change.
    timer = window.setTimeout(
      () => form.requestSubmit(form.querySelector<HTMLButtonElement>('[value=update]')),
      PAUSE_MS,
    );
  });
  form.addEventListener('submit', () => {
    const all = stops();
    sessionStorage.setItem(PLACE, `${all.indexOf(document.activeElement as HTMLElement)} ${all.length}`);
  });
}

/** The page before was this one, and something in it was changed. */
function comeBack(kept: string): void {
  const [at, count] = kept.split(' ').map(Number);
  const all = stops();
  const said = document.querySelector<HTMLElement>('[data-cart-said]');
  // A line less: what stood at that place is something else now.
  const place =
    all.length === count && at !== undefined && at >= 0 ? all[at] : document.querySelector('main h1');
  if (document.activeElement === document.body && place instanceof HTMLElement) {
    if (place.tagName === 'H1') place.tabIndex = -1;
    place.focus();
  }
  if (said) said.textContent = said.dataset['cartSaid'] ?? '';
}

addEventListener('load', () => {
  const kept = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  // A refusal is said by itself, beside its field.
  if (kept !== null && !document.querySelector('main [role="alert"]')) comeBack(kept);
});
