import { Inject, Injectable } from '@nestjs/common';
import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { NotSealedHere, openBytes, openText, sealBytes, sealText } from '#kernel/sealing';
import { ENVIRONMENT, type Environment } from '../config/config.module.js';

const KEY_BYTES = 32;

interface MasterKey {
  /** Names the key beside what it sealed, and gives nothing of it away. */
  readonly id: string;
  derive(purpose: string): Buffer;
}

/**
 * The keys that come from the environment. DATA_KEY seals and opens, DATA_KEY_PREVIOUS only opens, so that a key can be
 * changed without anything becoming unreadable; nothing uses either of them raw.
 */
@Injectable()
export class Keyring {
  /** The present key first. */
  private readonly keys: readonly MasterKey[];

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    this.keys = [environment.dataKey, environment.dataKeyPrevious].flatMap((secret) =>
      secret === null || secret === '' ? [] : [masterKey(secret)],
    );
  }

  /** A keyed digest for what only needs comparing (a phone number, a code): 64 hex digits. */
  hash(purpose: string, value: string): string {
    return digest(this.present, purpose, value);
  }

  /** The digest under the present key and, while it is still there, the previous one: what a look-up asks for. */
  hashes(purpose: string, value: string): string[] {
    return this.keys.map((key) => digest(key, purpose, value));
  }

  /** Seals what lives for minutes and belongs to nobody yet, such as a message on its way. */
  sealPassing(text: string, place: string): string {
    return `${this.present.id}.${sealText(this.present.derive('passing'), text, place)}`;
  }

  /** @throws NotSealedHere */
  openPassing(sealed: string, place: string): string {
    const at = sealed.indexOf('.');
    const key = this.keys.find(({ id }) => id === sealed.slice(0, at));
    if (key === undefined) throw new NotSealedHere();
    return openText(key.derive('passing'), sealed.slice(at + 1), place);
  }

  /** Makes a fresh key for one subject: the key, and how it is kept. */
  makeDataKey(subjectId: string): { key: Buffer; sealed: string } {
    const key = randomBytes(KEY_BYTES);
    return { key, sealed: this.sealDataKey(subjectId, key) };
  }

  /** How a subject's key is kept: under the present key, with its id in front. */
  sealDataKey(subjectId: string, key: Buffer): string {
    const wrapped = sealBytes(this.present.derive('data keys'), key, `data_keys:${subjectId}`);
    return `${this.present.id}.${wrapped.toString('base64url')}`;
  }

  /** @throws NotSealedHere when neither the present nor the previous key sealed it */
  openDataKey(subjectId: string, sealed: string): Buffer {
    const [id, body] = sealed.split('.');
    const key = this.keys.find((candidate) => candidate.id === id);
    if (key === undefined || body === undefined) throw new NotSealedHere();
    return openBytes(key.derive('data keys'), Buffer.from(body, 'base64url'), `data_keys:${subjectId}`);
  }

  /** Whether that was sealed under the present key; what was not is what a rotation has still to do. */
  isPresent(sealed: string): boolean {
    return sealed.startsWith(this.presentMark);
  }

  /** With what everything sealed under the present key begins. */
  get presentMark(): string {
    return `${this.present.id}.`;
  }

  /** A signature of ours under the present key, with the key's id in front: 73 characters. */
  sign(purpose: string, text: string): string {
    return signature(this.present, purpose, text);
  }

  /** Whether we made that signature; `unknown` when neither the present nor the previous key could have. */
  checkSignature(purpose: string, text: string, signed: string): 'right' | 'wrong' | 'unknown' {
    const key = this.keys.find(({ id }) => signed.startsWith(`${id}.`));
    if (key === undefined) return 'unknown';
    const [given, made] = [Buffer.from(signed), Buffer.from(signature(key, purpose, text))];
    return given.length === made.length && timingSafeEqual(given, made) ? 'right' : 'wrong';
  }

  private get present(): MasterKey {
    const [present] = this.keys;
    if (present === undefined)
      throw new Error('DATA_KEY is missing: nothing personal can be read or written');
    return present;
  }
}

function masterKey(secret: string): MasterKey {
  const derived = new Map<string, Buffer>();
  return {
    id: createHash('sha256').update(`key id, version 1|${secret}`).digest('hex').slice(0, 8),
    derive: (purpose) => {
      const known = derived.get(purpose);
      if (known !== undefined) return known;
      const key = Buffer.from(hkdfSync('sha256', secret, 'ocop-floor', purpose, KEY_BYTES));
      derived.set(purpose, key);
      return key;
    },
  };
}

const digest = (key: MasterKey, purpose: string, value: string): string =>
  createHmac('sha256', key.derive(`hash: ${purpose}`))
    .update(value)
    .digest('hex');

const signature = (key: MasterKey, purpose: string, text: string): string =>
  `${key.id}.${createHmac('sha256', key.derive(`sign: ${purpose}`))
    .update(text)
    .digest('hex')}`;
