import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/database/transactions.js';

/** What a demo database says of itself in `floor_settings`, key `demo`; production refuses to run on one. */
export interface DemoMark {
  /** The instant all its dates are counted from; a seeding that was interrupted goes on from the same one. */
  seededAt: string;
  completedAt: string | null;
}

/** Somebody's real shops are in there. */
export class NotADemoDatabase extends Error {
  override readonly name = 'NotADemoDatabase';

  constructor() {
    super(
      'This database holds sellers and is not marked as a demo: it will not be mixed with invented goods',
    );
  }
}

/** Reads and writes the mark. */
@Injectable()
export class DemoMarks {
  constructor(private readonly transactions: Transactions) {}

  async read(): Promise<DemoMark | null> {
    const [row] = await this.transactions.run('officer', (tx) =>
      tx.query<{ value: DemoMark }[]>(`SELECT value FROM floor_settings WHERE key = 'demo'`),
    );
    return row?.value ?? null;
  }

  /**
   * Marks an empty database before the first row goes in, so that one left half filled is known as a demo too.
   *
   * @throws NotADemoDatabase
   */
  async begin(seededAt: Date): Promise<DemoMark> {
    const mark: DemoMark = { seededAt: seededAt.toISOString(), completedAt: null };
    await this.transactions.run('officer', async (tx) => {
      const [{ taken } = { taken: true }] = await tx.query<{ taken: boolean }[]>(
        `SELECT EXISTS (SELECT 1 FROM sellers) AS taken`,
      );
      if (taken) throw new NotADemoDatabase();
      await tx.query(
        `INSERT INTO floor_settings (key, value, created_at, updated_at) VALUES ('demo', $1, $2, $2)`,
        [JSON.stringify(mark), seededAt],
      );
    });
    return mark;
  }

  async complete(mark: DemoMark, at: Date): Promise<void> {
    const value: DemoMark = { ...mark, completedAt: at.toISOString() };
    await this.transactions.run('officer', (tx) =>
      tx.query(`UPDATE floor_settings SET value = $1, updated_at = $2 WHERE key = 'demo'`, [
        JSON.stringify(value),
        at,
      ]),
    );
  }
}
