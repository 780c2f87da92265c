import { Injectable } from '@nestjs/common';
import { createHmac, hkdfSync } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { openBytes, openText, sealBytes, sealText } from '#kernel/sealing';
import { Keyring } from './keyring.js';

/** Whose key it is. */
export type DataKeyKind =
  'account' | 'seller' | 'order_group' | 'application' | 'data_request' | 'certificate' | 'report';

/** The key of one person or shop: everything personal about them is sealed with it, in tables, files and history. */
export class DataKey {
  constructor(
    readonly subjectId: string,
    private readonly key: Buffer,
  ) {}

  /** @param place table and column, such as `accounts.phone`; it opens only for this subject and place */
  seal(plain: string, place: string): string {
    return sealText(this.key, plain, `${place}:${this.subjectId}`);
  }

  /** @throws NotSealedHere */
  open(sealed: string, place: string): string {
    return openText(this.key, sealed, `${place}:${this.subjectId}`);
  }

  /**
   * A digest for what only needs comparing within this subject: 64 hex digits. It outlives a change of DATA_KEY, which
   * digests of the keyring do not, and goes with the key.
   */
  digest(text: string, place: string): string {
    const key = hkdfSync('sha256', this.key, '', 'digests of a subject', 32);
    return createHmac('sha256', Buffer.from(key)).update(`${place}:${this.subjectId}|${text}`).digest('hex');
  }

  sealFile(bytes: Uint8Array, place: string): Buffer {
    return sealBytes(this.key, bytes, `${place}:${this.subjectId}`);
  }

  /** @throws NotSealedHere */
  openFile(sealed: Uint8Array, place: string): Buffer {
    return openBytes(this.key, sealed, `${place}:${this.subjectId}`);
  }
}

/** One key per person or shop, kept sealed under the keyring. Destroying it makes all it sealed unreadable for ever. */
@Injectable()
export class DataKeys {
  constructor(private readonly keyring: Keyring) {}

  /** A new key and how it is to be kept, for whoever writes it together with what it sealed. */
  prepare(subjectId: string): { key: DataKey; sealed: string } {
    const { key, sealed } = this.keyring.makeDataKey(subjectId);
    return { key: new DataKey(subjectId, key), sealed };
  }

  async create(tx: EntityManager, kind: DataKeyKind, subjectId: string): Promise<DataKey> {
    const { key, sealed } = this.prepare(subjectId);
    await tx.query(`INSERT INTO data_keys (subject_id, kind, sealed) VALUES ($1, $2, $3)`, [
      subjectId,
      kind,
      sealed,
    ]);
    return key;
  }

  /** The subject's key; null once it was destroyed. */
  async find(tx: EntityManager, subjectId: string): Promise<DataKey | null> {
    return (await this.findAll(tx, [subjectId])).get(subjectId) ?? null;
  }

  /** The subject's key, where it must be there. */
  async of(tx: EntityManager, subjectId: string): Promise<DataKey> {
    const key = await this.find(tx, subjectId);
    if (key === null) throw new Error(`There is no key of ${subjectId}`);
    return key;
  }

  /** The keys of several subjects in one statement; erased ones are missing. */
  async findAll(tx: EntityManager, subjectIds: readonly string[]): Promise<Map<string, DataKey>> {
    const rows = await tx.query<{ subject_id: string; sealed: string }[]>(
      `SELECT subject_id, sealed FROM data_keys WHERE subject_id = ANY ($1::uuid[])`,
      [[...new Set(subjectIds)]],
    );
    return new Map(
      rows.map(({ subject_id: id, sealed }) => [id, new DataKey(id, this.keyring.openDataKey(id, sealed))]),
    );
  }

  async destroy(tx: EntityManager, subjectId: string): Promise<void> {
    await tx.query(`DELETE FROM data_keys WHERE subject_id = $1`, [subjectId]);
  }
}
