import { officerRoles } from '#kernel/permissions';
import type { Clock } from '#kernel/time';
import type { TestApp } from '../support/app.js';
import type { TestDatabase } from '../support/database.js';
import { nextNumber } from '../support/numbering.js';
import { People, type Person } from '../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE, SmallFloor, type SmallSeller } from '../support/small-floor.js';
import { callers, type Caller } from './lines.js';

/** Two shops, and one of each who may try to get at the first of them. */
export interface World {
  readonly app: TestApp;
  readonly database: TestDatabase;
  readonly people: People;
  readonly floor: SmallFloor;
  readonly clock: Clock;
  /** The shop everything is about, in HOME_COMMUNE. */
  readonly shop: SmallSeller;
  /** The stranger's. */
  readonly otherShop: SmallSeller;
  readonly cast: ReadonlyMap<Caller, Person | null>;
}

/** Builds worlds on one floor; each has people and shops of its own, so that what one route does reaches no other's. */
export class Worlds {
  private readonly people: People;

  private constructor(
    private readonly app: TestApp,
    private readonly database: TestDatabase,
    private readonly clock: Clock,
    private readonly floor: SmallFloor,
  ) {
    this.people = new People(app, database, clock);
  }

  static async on(app: TestApp, database: TestDatabase, clock: Clock): Promise<Worlds> {
    return new Worlds(app, database, clock, await SmallFloor.in(database));
  }

  async make(): Promise<World> {
    const made = nextNumber('world');
    const { app, database, clock, people } = this;
    const shop = await this.floor.seller(`gian-hang-${made}`);
    const otherShop = await this.floor.seller(`gian-hang-la-${made}`);
    const cast = await this.cast();
    const of = (caller: Caller): Person => {
      const person = cast.get(caller);
      if (!person) throw new Error(`${caller} has no account`);
      return person;
    };
    await Promise.all([
      people.member(of('owner'), shop),
      people.member(of('staff for listings'), shop, ['listings']),
      people.member(of('staff for orders'), shop, ['orders']),
      people.member(of('staff for money'), shop, ['money']),
      people.member(of('owner of another shop'), otherShop),
      people.member(of('bearer token without scope'), shop),
      people.mandate(of('mandate'), shop),
      people.keyOf(shop.sellerId),
      people.keyOf(otherShop.sellerId),
      people.duty(of('mandate'), 'assisting_staff', [HOME_COMMUNE]),
      people.duty(of('bearer token without scope'), 'administrator'),
      ...officerRoles.flatMap((role) => [
        people.duty(of(`${role} in territory`), role, [HOME_COMMUNE]),
        people.duty(of(`${role} out of territory`), role, [OTHER_COMMUNE]),
      ]),
    ]);
    return { app, database, clock, people, floor: this.floor, shop, otherShop, cast };
  }

  private async cast(): Promise<Map<Caller, Person | null>> {
    const withAccount = callers.filter((caller) => caller !== 'guest');
    const persons = await this.people.persons(
      withAccount.map((caller) => (caller === 'bearer token without scope' ? { scopes: [] } : {})),
    );
    return new Map<Caller, Person | null>([
      ['guest', null],
      ...withAccount.map((caller, index) => [caller, persons[index] ?? null] as const),
    ]);
  }
}
