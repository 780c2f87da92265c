/**
 * "Gần tôi": orders a list of places by how far they are from whoever holds the device. The position is asked from the device,
 * used on it and forgotten: nothing is sent anywhere, and nothing is kept.
 */
import { distanceKm } from '#kernel/great-circle';

class NearMe extends HTMLElement {
  connectedCallback(): void {
    const { label = '', busy = '', refused = '', far = '', list = '' } = this.dataset;
    if (!('geolocation' in navigator)) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button button-quiet';
    button.textContent = label;
    const says = document.createElement('p');
    says.className = 'small';
    says.setAttribute('role', 'status');
    button.addEventListener('click', () => {
      says.textContent = busy;
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          says.textContent = '';
          order(list, far, { lat: coords.latitude, lon: coords.longitude });
        },
        () => (says.textContent = refused),
        { maximumAge: 60_000, timeout: 20_000 },
      );
    });
    this.replaceChildren(button, says);
  }
}

/** @param far the words of a distance, with `#` where the number stands */
function order(listId: string, far: string, here: { lat: number; lon: number }): void {
  const list = document.getElementById(listId);
  if (!list) return;
  const items = [...list.querySelectorAll<HTMLElement>(':scope > [data-lat]')].map((item) => {
    const place = { lat: Number(item.dataset['lat']), lon: Number(item.dataset['lon']) };
    return { item, km: distanceKm(here, place) };
  });
  items.sort((a, b) => a.km - b.km);
  for (const { item, km } of items) {
    const says = item.querySelector<HTMLElement>('.far');
    if (says) says.textContent = far.replace('#', km.toLocaleString(document.documentElement.lang));
    list.append(item);
  }
}

customElements.define('near-me', NearMe);
