/**
 * Asks the browser to show notices on this device, once somebody presses the button and never before; the device's address
 * goes to the floor. Stays hidden where a browser knows no notices, or has them forbidden for good.
 */
class PushButton extends HTMLElement {
  connectedCallback(): void {
    const { key, taken } = this.dataset;
    const knows = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
    if (!key || !knows) return;
    this.hidden = false;
    if (taken !== undefined && Notification.permission === 'granted') return;
    const button = this.querySelector('button');
    const said = this.querySelector<HTMLElement>('[role=status]');
    if (!button || !said) return;
    const say = (words: string | undefined): void => void (said.textContent = words ?? '');
    if (Notification.permission === 'denied') return say(this.dataset['denied']);
    button.hidden = false;
    say('');
    button.addEventListener('click', () => {
      button.disabled = true;
      this.subscribe(key).then(
        () => {
          button.hidden = true;
          say(this.dataset['done']);
        },
        () => {
          button.disabled = false;
          say(Notification.permission === 'denied' ? this.dataset['denied'] : this.dataset['failed']);
        },
      );
    });
  }

  private async subscribe(key: string): Promise<void> {
    if ((await Notification.requestPermission()) !== 'granted') throw new Error('not granted');
    await navigator.serviceWorker.register('/worker.js', { updateViaCache: 'none' });
    const { pushManager } = await navigator.serviceWorker.ready;
    // What was made with an earlier key of the floor is no use, and in the way.
    await (await pushManager.getSubscription())?.unsubscribe();
    const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    const { endpoint, keys } = subscription.toJSON();
    const answer = await fetch(this.dataset['to'] ?? '', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ endpoint, keys }),
    });
    if (!answer.ok) throw new Error(String(answer.status));
  }
}

customElements.define('push-button', PushButton);
