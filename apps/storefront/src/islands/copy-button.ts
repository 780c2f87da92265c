/** Copies a number of a bank transfer; without this it can be marked and copied like any text. */
class CopyButton extends HTMLElement {
  connectedCallback(): void {
    const { copy, label = '', done = '', what = '' } = this.dataset;
    if (!copy || !('clipboard' in navigator)) return;
    const said = document.createElement('span');
    said.className = 'unseen';
    said.setAttribute('aria-live', 'polite');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'link-button';
    button.textContent = label;
    button.setAttribute('aria-label', `${label} ${what}`);
    button.addEventListener('click', () => {
      void navigator.clipboard.writeText(copy).then(() => {
        button.textContent = done;
        said.textContent = `${done}: ${what}`;
      });
    });
    this.replaceChildren(button, said);
  }
}

customElements.define('copy-button', CopyButton);
