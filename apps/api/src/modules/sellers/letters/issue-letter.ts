import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { vietnamDay } from '#kernel/time';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { letterQueue } from '../letter-queue.js';
import { letterSigns, letterWords, type Decision } from './letter-words.js';
import { Letter, type LetterKind } from './letter.entity.js';

/** Puts a decision into a numbered letter, in the transaction of the decision itself. */
@Injectable()
export class IssueLetter {
  constructor(
    private readonly dataKeys: DataKeys,
    private readonly floor: FloorProfile,
    private readonly jobs: Jobs,
  ) {}

  /** @param tx of an officer's decision */
  async run(
    tx: EntityManager,
    sellerId: string,
    kind: LetterKind,
    decision: Omit<Decision, 'legalName' | 'shopName' | 'address' | 'floorName'>,
    { issuedBy, now }: { issuedBy: string; now: Date },
  ): Promise<string> {
    const [shop] = await tx.query<Pick<Decision, 'legalName' | 'shopName' | 'address'>[]>(
      `SELECT p.legal_name AS "legalName", s.name AS "shopName", concat_ws(', ', p.address_line, c.full_name) AS address
       FROM sellers s JOIN producers p ON p.id = s.producer_id JOIN communes c ON c.code = p.commune_code WHERE s.id = $1`,
      [sellerId],
    );
    if (shop === undefined) throw new Error('A letter goes to a shop that is there');
    const content = letterWords(kind, { ...shop, ...decision, floorName: this.floor.province.floorName });
    const key =
      (await this.dataKeys.find(tx, sellerId)) ?? (await this.dataKeys.create(tx, 'seller', sellerId));
    const id = uuidv7(now.getTime());
    const year = Number(vietnamDay(now).slice(0, 4));
    const sign = letterSigns[kind];
    // The counter's row is held until the commit: a number is given out once, and one that is rolled back is given again.
    const [{ last } = { last: 0 }] = await tx.query<{ last: number }[]>(
      `INSERT INTO letter_numbers AS known (year, sign, last, created_at, updated_at) VALUES ($1, $2, 1, $3, $3)
       ON CONFLICT (year, sign) DO UPDATE SET last = known.last + 1, updated_at = $3 RETURNING last`,
      [year, sign, now],
    );
    await tx.insert(Letter, {
      id,
      sellerId,
      year,
      sign,
      number: last,
      kind,
      contentSealed: key.seal(JSON.stringify(content), `letters.content.${id}`),
      issuedAt: now,
      issuedBy,
      createdAt: now,
      updatedAt: now,
    });
    await this.jobs.enqueue(tx, letterQueue, { letterId: id });
    return id;
  }
}
