import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

/** Two seedings of one database would register the same shops twice; the number is this project's own. */
const SEEDING_LOCK = 7_031_998;

/** Lets one seeding run at a time; the second waits and then finds everything there. */
@Injectable()
export class SeedingLock {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async hold<T>(work: () => Promise<T>): Promise<T> {
    const session = this.dataSource.createQueryRunner();
    await session.connect();
    try {
      await session.query('SELECT pg_advisory_lock($1)', [SEEDING_LOCK]);
      return await work();
    } finally {
      await session.query('SELECT pg_advisory_unlock($1)', [SEEDING_LOCK]);
      await session.release();
    }
  }
}
