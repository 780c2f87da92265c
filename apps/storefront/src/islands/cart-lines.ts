/** A changed quantity in the cart is sent by itself; without this each line has its own button. */
const PAUSE_MS = 500;

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-submit-line]')) {
  let timer = 0;
  form.addEventListener('change', () => {
    clearTimeout(timer);
    // Several taps on the plus are one change.
    timer = window.setTimeout(
      () => form.requestSubmit(form.querySelector<HTMLButtonElement>('[value=update]')),
      PAUSE_MS,
    );
  });
}
