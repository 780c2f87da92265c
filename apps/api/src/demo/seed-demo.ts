import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock, type FakeClock } from '#kernel/time';
import { EnterCooperatives } from '../modules/sellers/index.js';
import { ENVIRONMENT, type Environment } from '../platform/config/config.module.js';
import { ImageStore } from '../platform/files/index.js';
import { ImportProvince } from '../province/import-province.js';
import { demoApplications } from './demo-applications.js';
import { demoListings } from './demo-listings.js';
import { DemoCalendar } from './demo-calendar.js';
import { DEMO_CLOCK, REAL_CLOCK } from './demo-clock.js';
import { DemoData } from './demo-data.js';
import { DemoMarks } from './demo-mark.js';
import { DemoPictures } from './demo-pictures.js';
import { entryOfSeller } from './demo-register.js';
import { SeedApplications } from './seed-applications.js';
import { SeedArticles } from './seed-articles.js';
import { SeedListings } from './seed-listings.js';
import { SeedCertificates } from './seed-certificates.js';
import { SeedPointHours } from './seed-point-hours.js';
import { SeedPointPictures } from './seed-point-pictures.js';
import { SeedPeople } from './seed-people.js';
import { SeedReports } from './seed-reports.js';
import { SeedHosts } from './seed-hosts.js';
import { SeedReviews } from './seed-reviews.js';
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
    @Inject(DEMO_CLOCK) private readonly clock: FakeClock,
    private readonly marks: DemoMarks,
    private readonly lock: SeedingLock,
    private readonly importProvince: ImportProvince,
    private readonly enterCooperatives: EnterCooperatives,
    private readonly seedCertificates: SeedCertificates,
    private readonly seedProducer: SeedProducer,
    private readonly seedPointHours: SeedPointHours,
    private readonly seedPointPictures: SeedPointPictures,
    private readonly seedPeople: SeedPeople,
    private readonly seedApplications: SeedApplications,
    private readonly seedListings: SeedListings,
    private readonly seedArticles: SeedArticles,
    private readonly seedReports: SeedReports,
    private readonly seedReviews: SeedReviews,
    private readonly seedHosts: SeedHosts,
    private readonly images: ImageStore,
  ) {}

  /**
   * @param withPictures false leaves the drawing out, for tests that are about something else
   * @param withReviews false leaves buyers and what they say out, too
   * @returns whether anything had to be done
   * @throws NotADemoDatabase
   */
  async run(wanted: { withPictures?: boolean; withReviews?: boolean } = {}): Promise<boolean> {
    const { withPictures = true } = wanted;
    const { withReviews = withPictures } = wanted;
    return this.lock.hold(async () => {
      const found = await this.marks.read();
      const data = new DemoData(this.environment.province);
      const applications = demoApplications(this.environment.province);
      const listings = demoListings(this.environment.province);
      const shops = data.producers.map(({ slug }) => slug);
      const listing = listings.map((wish) => wish.shop);
      if (found !== null && found.completedAt !== null) {
        // The goods of an older demo are there; its people and its applications may not be.
        await this.seedPointHours.run();
        if (withPictures) await this.seedPointPictures.run(this.environment.province);
        await this.seedPeople.run(shops, listing);
        const calendar = new DemoCalendar(new Date(found.seededAt));
        await this.seedApplications.run(applications, calendar);
        await this.seedListings.run(listings, calendar);
        await this.seedArticles.run(this.environment.province, new Date(found.seededAt));
        await this.seedReports.run(this.environment.province, calendar);
        return false;
      }
      const mark = found ?? (await this.marks.begin(this.realClock.now()));
      await this.importProvince.run(data);
      const calendar = new DemoCalendar(new Date(mark.seededAt));
      await this.fillRegister(data, calendar);
      await this.seedCertificates.run(data.certificates, calendar.registered);
      await this.seedPointHours.run();
      await this.importCatalogue(data, calendar, withPictures);
      await this.seedHosts.run(data.hosts);
      if (withPictures) await this.seedPointPictures.run(this.environment.province);
      await this.seedPeople.run(shops, listing);
      await this.seedApplications.run(applications, calendar);
      await this.seedListings.run(listings, calendar);
      await this.seedArticles.run(this.environment.province, new Date(mark.seededAt));
      await this.seedReports.run(this.environment.province, calendar);
      if (withReviews) await this.seedReviews.run(this.environment.province, calendar);
      await this.marks.complete(mark, this.realClock.now());
      return true;
    });
  }

  /** All cooperatives of the province, those that sell among them, in one pass. */
  private async fillRegister(data: DemoData, calendar: DemoCalendar): Promise<void> {
    this.clock.set(calendar.registered);
    const enteredOn = vietnamDay(calendar.registered);
    const selling = data.producers.filter(({ kind }) => kind === 'cooperative');
    await this.enterCooperatives.runAll([
      ...data.cooperatives,
      ...selling.map((producer) => entryOfSeller(producer, enteredOn)),
    ]);
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
