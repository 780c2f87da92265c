/**
 * Shows how many things are in the cart beside its link. The count comes from a cookie of its own that holds
 * nothing but the number, so cached pages carry nothing personal and no request is made.
 */
class CartBadge extends HTMLElement {
  connectedCallback(): void {
    this.show();
    // A page from the back-forward cache still shows the old count.
    addEventListener('pageshow', () => this.show());
  }

  private show(): void {
    const count = Number(/(?:^|; )floor_cart_count=(\d{1,4})/.exec(document.cookie)?.[1] ?? 0);
    this.hidden = count === 0;
    this.classList.toggle('badge', count > 0);
    this.textContent = count > 0 ? String(count) : '';
    const words = (this.dataset['words'] ?? '').replace('#', String(count));
    if (count > 0) this.setAttribute('aria-label', words);
    this.setAttribute('role', 'img');
  }
}

customElements.define('cart-badge', CartBadge);
