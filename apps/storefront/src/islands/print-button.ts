/** A button that prints the page; without it the browser's own menu does. */
class PrintButton extends HTMLElement {
  connectedCallback(): void {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button';
    button.textContent = this.dataset['label'] ?? '';
    button.addEventListener('click', () => print());
    this.replaceChildren(button);
  }
}

customElements.define('print-button', PrintButton);
