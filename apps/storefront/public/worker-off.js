// Takes the place of worker.js where OFFLINE_SHOP=off: gives back everything it kept and touches no request any more.
// Notices somebody asked for go on.

importScripts('/push.js');

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => {
  event.waitUntil(
    Promise.all([
      caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name)))),
      self.registration.navigationPreload?.disable(),
      self.clients.claim(),
    ]),
  );
});
