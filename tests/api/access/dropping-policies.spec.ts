import { afterAll, beforeAll, expect, it } from 'vitest';
import { twoFullShops, type FullShop } from '../../access/full-shops.js';
import { holesInTheWall, SellerSide } from '../../access/shop-wall.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding, SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { People } from '../../support/people.js';
import { SmallFloor } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let shops: [FullShop, FullShop];
/** One for all: a connection learns the tables and their policies only once. */
let side: SellerSide;

beforeAll(async () => {
  database = await testDatabase();
  const clock = clockAtSeeding();
  app = await testApp({ database, clock });
  const people = new People(app, database, clock);
  shops = await twoFullShops({ app, database, people, floor: await SmallFloor.in(database) });
  side = await SellerSide.open(database, SEEDED_AT);
});
afterAll(async () => {
  await side.close();
  await app.close();
  await database.drop();
});

/** Not between shops: whoever keeps a point has a wall and a test of their own (tourism/photos-of-a-point.spec.ts). */
const OTHER_WALLS = ['point_photos'];

interface Policy {
  table: string;
  name: string;
  command: string;
  roles: string;
  using: string | null;
  check: string | null;
}

const holes = (only: string | null = null): Promise<string[]> =>
  holesInTheWall(database, shops, SEEDED_AT, { only, side });
const findsHoleIn = async (table: string): Promise<boolean> =>
  (await holes(table)).some((hole) => hole.startsWith(`${table}: `));
const drop = ({ table, name }: Policy): Promise<unknown> => database.query(`DROP POLICY ${name} ON ${table}`);
const create = ({ table, name, command, roles, using, check }: Policy): Promise<unknown> =>
  database.query(
    `CREATE POLICY ${name} ON ${table} FOR ${command} TO ${roles}
     ${using === null ? '' : `USING (${using})`} ${check === null ? '' : `WITH CHECK (${check})`}`,
  );

it(
  'each policy of the wall, dropped or emptied of its condition, is missed by the suite',
  { timeout: 120_000 },
  async () => {
    const policies = await database.query<Policy>(
      `SELECT tablename AS "table", policyname AS name, cmd AS command, array_to_string(roles, ', ') AS roles, qual AS "using",
         with_check AS "check" FROM pg_policies
       WHERE schemaname = 'public' AND permissive = 'PERMISSIVE' AND tablename <> ALL ($1) ORDER BY 1, 2`,
      [OTHER_WALLS],
    );
    expect(policies.length).toBeGreaterThan(40);
    expect(await holes()).toEqual([]);
    const unnoticed: string[] = [];
    for (const policy of policies) {
      await drop(policy);
      if (!(await findsHoleIn(policy.table))) unnoticed.push(`${policy.table}: ${policy.name} dropped`);
      if (policy.roles === 'floor_seller') {
        const empty = { ...policy, using: policy.using && 'true', check: policy.check && 'true' };
        await create(empty);
        if (!(await findsHoleIn(policy.table)))
          unnoticed.push(`${policy.table}: ${policy.name} without its condition`);
        await drop(policy);
      }
      await create(policy);
    }
    expect(unnoticed).toEqual([]);
    expect(await holes()).toEqual([]);
  },
);
