import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { ENVIRONMENT, type Environment } from '../platform/config/config.module.js';
import { ImageStore } from '../platform/files/index.js';
import { ImportProvince } from '../province/import-province.js';
import { DemoCalendar } from './demo-calendar.js';
import { REAL_CLOCK } from './demo-clock.js';
import { DemoData } from './demo-data.js';
import { DemoMarks } from './demo-mark.js';
import { DemoPictures } from './demo-pictures.js';
import { SeedProducer } from './seed-producer.js';
import { SeedingLock } from './seeding-lock.js';

/**
 * Fills an empty database with the illustrative catalogue of its province, through the use cases an officer's form
 * would call. Safe to repeat: what is there is left alone, and a seeding that was killed goes on where it stopped.
 */
@Injectable()
export class SeedDemo {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    @Inject(REAL_CLOCK) private readonly realClock: Clock,
    private readonly marks: DemoMarks,
    private readonly lock: SeedingLock,
    private readonly importProvince: ImportProvince,
    private readonly seedProducer: SeedProducer,
    private readonly images: ImageStore,
  ) {}

  /**
   * @param withPictures false leaves the drawing out, for tests that are about something else
   * @returns whether anything had to be done
   * @throws NotADemoDatabase
   */
  async run({ withPictures = true } = {}): Promise<boolean> {
    return this.lock.hold(async () => {
      const found = await this.marks.read();
      if (found !== null && found.completedAt !== null) return false;
      const mark = found ?? (await this.marks.begin(this.realClock.now()));
      const data = new DemoData(this.environment.province);
      await this.importProvince.run(data);
      await this.importCatalogue(data, new DemoCalendar(new Date(mark.seededAt)), withPictures);
      await this.marks.complete(mark, this.realClock.now());
      return true;
    });
  }

  private async importCatalogue(
    data: DemoData,
    calendar: DemoCalendar,
    withPictures: boolean,
  ): Promise<void> {
    const groupOf = new Map(data.taxonomy.sets.map(({ no, group }) => [no, group]));
    const there = await this.seedProducer.productsThere();
    const missing = data.producers
      .flatMap((producer) => data.products.filter((product) => product.producer === producer.slug))
      .filter((product) => !there.has(product.slug));
    const pictures = withPictures
      ? new DemoPictures(
          missing.map((product) => ({ ...product, group: groupOf.get(product.setNo) ?? 'I' })),
          this.images,
        )
      : null;
    for (const producer of data.producers) await this.seedProducer.run(producer, data, calendar, pictures);
  }
}
