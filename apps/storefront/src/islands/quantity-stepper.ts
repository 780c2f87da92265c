/** Puts a minus and a plus of finger size beside a number field that already works. */
class QuantityStepper extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector('input');
    if (!input || this.querySelector('button')) return;
    // Whoever presses a button does not hear the field beside it.
    const said = document.createElement('span');
    said.className = 'unseen';
    said.setAttribute('aria-live', 'polite');
    const button = (sign: string, words: string | undefined, step: () => void): HTMLButtonElement => {
      const element = document.createElement('button');
      element.type = 'button';
      element.textContent = sign;
      element.setAttribute('aria-label', words ?? sign);
      element.addEventListener('click', () => {
        step();
        said.textContent = input.value;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      });
      return element;
    };
    this.prepend(button('−', this.dataset['less'], () => input.stepDown()));
    this.append(
      button('+', this.dataset['more'], () => input.stepUp()),
      said,
    );
  }
}

customElements.define('quantity-stepper', QuantityStepper);
