import { createECDH } from 'node:crypto';
import type { EnvironmentReader } from './environment-reader.ts';

/** Notices to browsers (Web Push). */
export interface PushSettings {
  /** What the floor proves itself with to the push services of browsers (RFC 8292); null: not offered. */
  push: PushKeys | null;
}

export interface PushKeys {
  /** Point on P-256, 65 bytes in base64url; browsers are told it. */
  publicKey: string;
  /** 32 bytes in base64url. */
  privateKey: string;
  /** `mailto:` or https: whom a push service turns to. */
  subject: string;
  /** Origins that take messages besides the services browsers are known to use. */
  services: readonly string[];
}

export function readPushSettings(reader: EnvironmentReader): PushSettings {
  const keys = reader.together('VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY and VAPID_SUBJECT', {
    publicKey: reader.text('VAPID_PUBLIC_KEY'),
    privateKey: reader.text('VAPID_PRIVATE_KEY'),
    subject: reader.url('VAPID_SUBJECT', ['mailto:', 'https:']),
  });
  const services = originsOf(reader, reader.text('VAPID_PUSH_SERVICES'));
  if (keys === null) return { push: null };
  if (publicKeyOf(keys.privateKey) !== keys.publicKey)
    reader.problems.push('VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY must be one pair of P-256, in base64url');
  return { push: { ...keys, services } };
}

function originsOf(reader: EnvironmentReader, text: string | null): readonly string[] {
  const given = (text ?? '').split(',').flatMap((part) => part.trim() || []);
  if (given.some((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin))
    reader.problems.push('VAPID_PUSH_SERVICES must be origins separated by commas');
  return given;
}

/** Null for what is no private key. */
function publicKeyOf(privateKey: string): string | null {
  const bytes = Buffer.from(privateKey, 'base64url');
  if (bytes.length !== 32 || bytes.toString('base64url') !== privateKey) return null;
  const curve = createECDH('prime256v1');
  try {
    curve.setPrivateKey(bytes);
  } catch {
    return null;
  }
  return curve.getPublicKey('base64url');
}
