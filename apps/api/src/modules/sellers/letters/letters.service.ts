import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isUuid } from '#kernel/ids';
import type { Principal } from '../../../platform/access/access.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import type { Officer } from '../../identity/index.js';
import type { LetterAnswer } from '../review/case-answer.dto.js';
import { findCase } from '../review/find-case.js';
import { SellerTransactions } from '../seller-transactions.js';
import { letterFileName, letterPdf } from './letter-pdf.js';
import { letterNumber, type LetterContent } from './letter-words.js';
import { Letter } from './letter.entity.js';

/** A letter as a file to keep. */
export interface LetterFile {
  bytes: Buffer;
  name: string;
}

/** A shop's letters, newest first. */
export async function lettersOf(tx: EntityManager, sellerId: string): Promise<LetterAnswer[]> {
  const letters = await tx.find(Letter, { where: { sellerId }, order: { id: 'DESC' }, take: 100 });
  return letters.map(({ id, year, sign, number, kind, issuedAt }) => ({
    id,
    number: letterNumber({ year, sign, number }),
    kind,
    issuedAt,
  }));
}

/** Letters as the shop and its officers read them. */
@Injectable()
export class LettersService {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly floor: FloorProfile,
  ) {}

  async list(principal: Principal, slug: string): Promise<LetterAnswer[]> {
    return this.sellerTransactions.run(principal, slug, 'shop', (tx, { sellerId }) =>
      lettersOf(tx, sellerId),
    );
  }

  /** @throws Problem not_found, also for a letter to another shop */
  async forSeller(principal: Principal, slug: string, file: string): Promise<LetterFile> {
    return this.draw(
      await this.sellerTransactions.run(principal, slug, 'shop', (tx, { sellerId }) =>
        this.read(tx, sellerId, file),
      ),
    );
  }

  /** @throws Problem not_found */
  async forOfficer(officer: Officer, slug: string, file: string): Promise<LetterFile> {
    return this.draw(
      await this.transactions.run('officer', async (tx) =>
        this.read(tx, (await findCase(tx, officer, slug)).sellerId, file),
      ),
    );
  }

  private async read(
    tx: EntityManager,
    sellerId: string,
    file: string,
  ): Promise<{ letter: Letter; content: LetterContent }> {
    const id = file.replace(/\.pdf$/, '');
    if (!isUuid(id)) throw new Problem('not_found');
    const letter = await tx.findOneBy(Letter, { id, sellerId });
    if (letter === null) throw new Problem('not_found');
    const key = await this.dataKeys.of(tx, sellerId);
    return {
      letter,
      content: JSON.parse(key.open(letter.contentSealed, `letters.content.${id}`)) as LetterContent,
    };
  }

  private async draw({ letter, content }: { letter: Letter; content: LetterContent }): Promise<LetterFile> {
    return { bytes: await letterPdf(letter, content, this.floor), name: letterFileName(letter) };
  }
}
