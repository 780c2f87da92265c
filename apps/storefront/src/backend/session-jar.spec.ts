import { expect, test } from 'vitest';
import { SessionJar } from './session-jar.js';

test('of a browser’s cookies only session and device go to the API', () => {
  const jar = new SessionJar(
    'floor_cart=c1; floor_session=s1; theme=dark; floor_device=d.1; floor_sessionx=no',
  );
  expect(jar.header).toBe('floor_session=s1; floor_device=d.1');
  expect(jar.claims).toBe(true);
  expect(jar.changes).toEqual([]);
});

test('a guest sends no cookie at all, and neither does a value that cannot be a token', () => {
  expect(new SessionJar(null).header).toBeUndefined();
  expect(new SessionJar('floor_session=a b').header).toBeUndefined();
  expect(new SessionJar('floor_session=a\r\nx-floor-secret: guess').header).toBeUndefined();
});

test('a session the API opens counts for the next call and goes to the browser as it came', () => {
  const jar = new SessionJar('floor_session=old');
  const line = 'floor_session=new; Path=/; HttpOnly; SameSite=Lax; Max-Age=9; Secure';
  jar.take([line, 'other=1; Path=/']);
  expect(jar.header).toBe('floor_session=new');
  expect(jar.changes).toEqual([line]);
});

test('a session the API ends is gone', () => {
  const jar = new SessionJar('floor_session=old; floor_device=d.1');
  jar.take('floor_session=; Path=/; Max-Age=0');
  expect(jar.header).toBe('floor_device=d.1');
  expect(jar.claims).toBe(false);
});
