// Shows the notices somebody asked for on this device, and opens their page. It keeps no pages and touches no request.

self.addEventListener('push', (event) => {
  const { title, path, tag } = event.data?.json() ?? {};
  if (typeof title !== 'string') return;
  event.waitUntil(
    self.registration.showNotification(title, {
      tag,
      lang: 'vi',
      icon: '/icon-192.png',
      data: { path },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const url = new URL(event.notification.data?.path ?? '/', self.location.origin);
  if (url.origin !== self.location.origin) return;
  event.waitUntil(
    self.clients.matchAll({ type: 'window' }).then((windows) => {
      const open = windows.find((one) => one.url === url.href);
      return open ? open.focus() : self.clients.openWindow(url.href);
    }),
  );
});

// The browser gave this device another address: the floor is told, as whoever is signed in.
self.addEventListener('pushsubscriptionchange', (event) => {
  const { newSubscription, oldSubscription } = event;
  const subscribed = newSubscription
    ? Promise.resolve(newSubscription)
    : self.registration.pushManager.subscribe(oldSubscription?.options ?? { userVisibleOnly: true });
  event.waitUntil(
    subscribed.then((subscription) => {
      const { endpoint, keys } = subscription.toJSON();
      return fetch('/api/v1/sessions/current/push-subscription', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ endpoint, keys }),
      });
    }),
  );
});
