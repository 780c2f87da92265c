/** Copies a number of a bank transfer; without this it can be marked and copied like any text. */
class CopyButton extends HTMLElement {
  connectedCallback(): void {
    const { copy, label = '', done = '', what = '' } = this.dataset;
    if (!copy || !('clipboard' in navigator)) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'link-button';
    button.textContent = label;
    button.setAttribute('aria-label', `${label} ${what}`);
    button.addEventListener('click', () => {
      void navigator.clipboard.writeText(copy).then(() => (button.textContent = done));
    });
    this.replaceChildren(button);
  }
}

customElements.define('copy-button', CopyButton);
