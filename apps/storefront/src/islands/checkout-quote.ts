/**
 * Keeps fees and totals of the checkout up to date while the buyer chooses, by sending the same form to the same
 * page and taking over only the parts that depend on the choice. Without this there is a button for it.
 */
import { isField, isTick, type Field } from './form-fields.js';

const form = document.querySelector<HTMLFormElement>('form[data-checkout]');
const DELIVERY_FIELDS = new Set(['way', 'commune', 'communeCode', 'province', 'ward', 'point']);
let latest = 0;

/** Whether the fields of the chosen way say enough for fees. */
function knowsWhere(fields: FormData): boolean {
  const filled = (name: string): boolean => {
    const value = fields.get(name);
    return typeof value === 'string' && value.trim() !== '';
  };
  switch (fields.get('way')) {
    case 'pickup':
      return filled('point');
    case 'other':
      return filled('province') && filled('ward');
    default:
      return filled('commune');
  }
}

/** The fields as a plain form sends them; FormData itself would go out as multipart. */
function urlEncoded(fields: FormData): URLSearchParams {
  const encoded = new URLSearchParams();
  for (const [name, value] of fields) if (typeof value === 'string') encoded.append(name, value);
  return encoded;
}

/** What a screen reader hears of it: what the commune was taken for, or that it is unknown, the same of a voucher, and the new sum. */
function sayQuote(target: HTMLFormElement): void {
  const said = document.querySelector('[data-checkout-said]');
  const commune = target.querySelector('#commune-error, [data-part="commune"] [data-moved]');
  const voucher = target.querySelector('#voucher-error, [data-part="voucher"] [data-taken]');
  const sum = target.querySelector<HTMLElement>('[data-said]')?.dataset['said'];
  if (said)
    said.textContent = [commune?.textContent.trim(), voucher?.textContent.trim(), sum]
      .filter(Boolean)
      .join(' ');
}

/** What tells something from all else in its part, also when the part came anew. */
const keyOf = (element: Element): string =>
  element.id ||
  [element.localName, ...['name', 'value', 'href'].map((name) => element.getAttribute(name))].join(' ');

/** A field that says something else than what was sent, because somebody is typing into it. */
function typedInto(element: HTMLElement | null, sent: FormData): boolean {
  if (element === null || !isField(element) || isTick(element)) return false;
  return element.value !== sent.get(element.name);
}

/** What was ticked or chosen while the answer was on its way stands in what comes with it, too. */
function carryOver(part: Element, fresh: Element, sent: FormData): void {
  for (const field of part.querySelectorAll('input, select, textarea')) {
    if (!isField(field) || field.disabled || field.name === '') continue;
    const then = sent.getAll(field.name);
    const same = [...fresh.querySelectorAll('*')].find((one) => keyOf(one) === keyOf(field));
    if (isTick(field)) {
      if (field.checked !== then.includes(field.value) && same instanceof HTMLInputElement)
        same.checked = field.checked;
    } else if (!then.includes(field.value) && same && isField(same)) same.value = field.value;
  }
}

async function refresh(target: HTMLFormElement): Promise<void> {
  const fields = new FormData(target);
  fields.set('intent', 'quote');
  const turn = ++latest;
  const parts = target.querySelectorAll<HTMLElement>('[data-part]');
  for (const part of parts) part.classList.add('busy');
  try {
    const answer = await fetch(target.action, {
      method: 'POST',
      body: urlEncoded(fields),
    });
    if (answer.redirected) {
      location.assign(answer.url);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    // Somebody who changes their mind quickly sees only the last answer.
    if (turn !== latest) return;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const around = focused?.closest<HTMLElement>('[data-part]');
    for (const part of parts) {
      // Whoever is still typing there will leave the field, and is then answered.
      if (part === around && typedInto(focused, fields)) continue;
      const fresh = page.querySelector(`[data-part="${part.dataset['part'] ?? ''}"]`);
      if (!fresh) continue;
      carryOver(part, fresh, fields);
      part.replaceChildren(...fresh.children);
    }
    const commune = target.querySelector<HTMLInputElement>('#commune');
    const understood = page.querySelector<HTMLInputElement>('#commune');
    if (commune && understood) {
      if (understood.value && commune !== focused) commune.value = understood.value;
      commune.toggleAttribute('aria-invalid', false);
      for (const { name, value } of understood.attributes)
        if (name === 'aria-invalid' || name === 'aria-describedby') commune.setAttribute(name, value);
    }
    sayQuote(target);
    // A choice inside a replaced part must not throw the keyboard back to the top of the page.
    if (focused && around && !focused.isConnected)
      [...around.querySelectorAll<HTMLElement>('*')].find((one) => keyOf(one) === keyOf(focused))?.focus();
  } catch {
    // No connection: the button that shows the fees is still there.
  } finally {
    if (turn === latest) for (const part of parts) part.classList.remove('busy');
  }
}

/** Whether the fees depend on what stands there. */
const counts = (field: Field): boolean => DELIVERY_FIELDS.has(field.name) || 'requote' in field.dataset;

function requote(target: HTMLFormElement): void {
  if (knowsWhere(new FormData(target))) void refresh(target);
}

/** Whether it says something else than when the page came. */
function isChanged(field: Field): boolean {
  if (isTick(field)) return field.checked !== field.defaultChecked;
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    return field.value !== (options.find(({ defaultSelected }) => defaultSelected) ?? options[0])?.value;
  }
  // Whoever is still typing will leave the field, and is then answered.
  return field.value !== field.defaultValue && field !== document.activeElement;
}

if (form) {
  form.addEventListener('change', (event) => {
    if (isField(event.target as Element) && counts(event.target as Field)) requote(form);
  });
  // A slow line brings the page first and this later; what was chosen in between told nobody.
  const chosen = [...form.elements].some((field) => isField(field) && counts(field) && isChanged(field));
  if (chosen) requote(form);
}
