import { publicCode, uuidv7 } from '#kernel/ids';
import { addDays } from '#kernel/time';
import { DocumentStore } from '../../apps/api/src/modules/sellers/documents/document-store.js';
import { IssueLetter } from '../../apps/api/src/modules/sellers/letters/issue-letter.js';
import { Transactions } from '../../apps/api/src/platform/database/transactions.js';
import { DataKeys } from '../../apps/api/src/platform/sealing/data-keys.js';
import { nextNumber } from '../support/numbering.js';
import { HOME_COMMUNE } from '../support/small-floor.js';
import { makeAuthorityRequest, makeFlaggedOrder, makeOrderToWeigh, makeVoucher } from './authority-things.js';
import { makeAnnex, makeAssessment, makeCertificate } from './made-certificate.js';
import type { Person } from '../support/people.js';
import { articleThings } from './article-access.js';
import { deliveryThings } from './delivery-things.js';
import { listingThings } from './listing-things.js';
import { disputeThings } from './dispute-things.js';
import { moneyThings } from './money-things.js';
import { orderThings } from './order-things.js';
import { reportThings } from './report-things.js';
import type { World } from './world.js';

/** Something an address names. It lies in the shop of the world, and in that shop's commune. */
export interface Thing {
  /** Whether it belongs to a commune, so that officers of other communes must not find it. */
  readonly territorial: boolean;
  /**
   * Puts one there, fresh for each call, and gives the parameters that name it. `sellerSlug` is known already.
   *
   * @param caller whoever will call, for things that only their own maker finds
   */
  make(world: World, caller: Person | null): Promise<Record<string, string>>;
}

/** Every thing that a line of route-access.ts can be about. */
export const things = {
  'a member': {
    territorial: false,
    make: async ({ people, shop }) => ({
      memberId: await people.member(await people.person(), shop, ['orders']),
    }),
  },
  'an invitation': {
    territorial: false,
    make: async ({ people, shop, cast }) => {
      const owner = cast.get('owner');
      if (!owner) throw new Error('The shop has no owner');
      return { invitationId: await people.invitation(owner, shop) };
    },
  },
  'a request for a mandate': {
    territorial: false,
    make: async ({ people, shop }) => ({
      mandateId: await people.mandateRequest(await people.officer('assisting_staff'), shop),
    }),
  },
  'a request of one’s own for a mandate': { territorial: true, make: makeOwnRequest },
  // Nobody is kept from giving back.
  'a mandate of one’s own': { territorial: false, make: makeOwnRequest },
  'a shop with a mandate': {
    territorial: true,
    make: async ({ people, shop }) => ({
      slug: shop.slug,
      mandateId: await people.mandate(await people.officer('assisting_staff'), shop),
    }),
  },
  'an assisted application of one’s own': { territorial: true, make: makeAssistedApplication },
  'a shop': { territorial: true, make: async ({ shop }) => ({ slug: shop.slug }) },
  'a cooperative': { territorial: true, make: makeCooperative },
  'an authority’s request': { territorial: true, make: makeAuthorityRequest },
  'a flagged order': { territorial: true, make: makeFlaggedOrder },
  // The fee table is everybody’s; a commune’s officer is told so when something would change.
  'a shipping option': { territorial: false, make: async () => ({ optionCode: 'tieu-chuan' }) },
  ...deliveryThings,
  'an order to weigh': { territorial: false, make: makeOrderToWeigh },
  'a voucher of a shop': { territorial: false, make: (world) => makeVoucher(world, world.shop.sellerId) },
  'a voucher of the floor': { territorial: false, make: (world) => makeVoucher(world, null) },
  ...moneyThings,
  'a certificate': { territorial: true, make: makeCertificate },
  'an assessment': { territorial: true, make: makeAssessment },
  'an annex': { territorial: true, make: makeAnnex },
  'an import of cooperatives': { territorial: true, make: makeImport },
  'a duty': {
    territorial: true,
    make: async ({ people }) => ({
      dutyId: await people.duty(await people.person(), 'support', [HOME_COMMUNE]),
    }),
  },
  // Of somebody who works in the shop.
  'an account': {
    territorial: true,
    make: async ({ people, shop }) => {
      const person = await people.person();
      await people.member(person, shop, ['orders']);
      return { accountId: person.accountId };
    },
  },
  'a submitted shop': {
    territorial: true,
    make: async ({ database, shop }) => {
      await database.query(`UPDATE sellers SET status = 'submitted' WHERE id = $1`, [shop.sellerId]);
      return { queue: 'seller_applications', subjectId: shop.sellerId };
    },
  },
  'an application': {
    territorial: true,
    make: async (world) => {
      await makeApplication(world);
      return {};
    },
  },
  'a step': {
    territorial: true,
    make: async (world) => {
      await makeApplication(world);
      return { step: 'producer' };
    },
  },
  'a shop that applied': {
    territorial: true,
    make: async (world) => {
      await makeApplication(world);
      await world.database.query(`UPDATE sellers SET status = 'submitted' WHERE id = $1`, [
        world.shop.sellerId,
      ]);
      return { slug: world.shop.slug };
    },
  },
  ...orderThings,
  ...disputeThings,
  ...reportThings,
  ...articleThings,
  ...listingThings,
  'a paper': { territorial: true, make: makePaper },
  'an upload': { territorial: false, make: makeUpload },
  'a sales statement': { territorial: false, make: makeStatement },
  'a tax form': { territorial: false, make: makeTaxForm },
  'a letter': { territorial: true, make: makeLetter },
  'a data request': { territorial: false, make: makeDataRequest },
  'a breach': { territorial: false, make: makeBreach },
} as const satisfies Record<string, Thing>;

export type ThingName = keyof typeof things;

/** A month’s form for the tax office. */
async function makeTaxForm({ database }: World): Promise<Record<string, string>> {
  const [form] = await database.query<{ id: string }>(
    `INSERT INTO tax_forms (period, version, content, digest, issued_at, issued_by)
     SELECT '2024-01', count(*) + 1, $1::varchar, encode(sha256(convert_to($1::varchar, 'UTF8')), 'hex'), now(),
       (SELECT id FROM accounts LIMIT 1)
     FROM tax_forms RETURNING id`,
    ['{"form":1,"period":"2024-01","rows":[],"sum":{"revenueVnd":0,"vatVnd":0,"pitVnd":0}}'],
  );
  return { taxFormId: form?.id ?? '' };
}

/** An application as of somebody who left the floor since. */
async function makeApplication({ database, people, shop }: World): Promise<string> {
  const { accountId } = await people.person();
  await database.query(
    `INSERT INTO seller_applications (seller_id, started_by) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
    [shop.sellerId, accountId],
  );
  return accountId;
}

/** A paper with its sealed file. */
async function makePaper(world: World): Promise<Record<string, string>> {
  const { app, database, shop } = world;
  const uploadedBy = await makeApplication(world);
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO seller_documents (seller_id, kind, format, bytes, uploaded_by, uploaded_at)
     VALUES ($1, 'other', 'pdf', 5, $2, now()) RETURNING id`,
    [shop.sellerId, uploadedBy],
  );
  const id = row?.id ?? '';
  await app.get(Transactions).run('officer', async (tx) => {
    const keys = app.get(DataKeys);
    const key = (await keys.find(tx, shop.sellerId)) ?? (await keys.create(tx, 'seller', shop.sellerId));
    await app.get(DocumentStore).write(key, id, Buffer.from('%PDF-'));
  });
  return { id, slug: shop.slug };
}

/** A picture of the shop of which nothing has come yet. */
async function makeUpload({ database, people, shop }: World): Promise<Record<string, string>> {
  const { accountId } = await people.person();
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO seller_uploads (seller_id, kind, bytes, status, status_changed_at, begun_by)
     VALUES ($1, 'picture', 10, 'open', now(), $2) RETURNING id`,
    [shop.sellerId, accountId],
  );
  return { id: row?.id ?? '' };
}

async function makeStatement({ database, people, shop }: World): Promise<Record<string, string>> {
  const { accountId } = await people.person();
  const content = JSON.stringify(AN_EMPTY_STATEMENT);
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO sales_statements (seller_id, year, number, code, from_month, to_month, content, digest, issued_on,
       issued_at, issued_by)
     VALUES ($1, 2025, $2, $3, '2025-01', '2025-02', $4::text, encode(sha256(convert_to($4::text, 'UTF8')), 'hex'), $5::date, now(), $6)
     RETURNING id`,
    [
      shop.sellerId,
      nextNumber('statement'),
      publicCode(12),
      content,
      addDays('2025-03-01', nextNumber('statement of another day')),
      accountId,
    ],
  );
  return { file: `${row?.id ?? ''}.pdf` };
}

const AN_EMPTY_STATEMENT = {
  form: 1,
  slug: 'mau',
  shopName: 'Mẫu',
  legalName: 'Mẫu',
  taxCode: '0000000017',
  address: 'Ấp Mẫu',
  fromMonth: '2025-01',
  toMonth: '2025-02',
  rows: [],
  months: [],
  sum: {
    orders: 0,
    completedOrders: 0,
    itemsVnd: 0,
    completedVnd: 0,
    discountVnd: 0,
    shippingFeeVnd: 0,
    totalVnd: 0,
  },
};

async function makeLetter(world: World): Promise<Record<string, string>> {
  const { app, people, shop, clock } = world;
  const { accountId } = await people.person();
  const id = await app
    .get(Transactions)
    .run('officer', (tx) =>
      app.get(IssueLetter).run(tx, shop.sellerId, 'approval', {}, { issuedBy: accountId, now: clock.now() }),
    );
  return { file: `${id}.pdf`, slug: shop.slug };
}

/** Of a shop like no other, because nobody asks the same shop twice. */
async function makeOwnRequest(
  { people, floor }: World,
  caller: Person | null,
): Promise<Record<string, string>> {
  const shop = await floor.seller(`xin-lam-giup-${nextNumber('shop to be helped')}`);
  await people.member(await people.person(), shop);
  return {
    mandateId: await people.mandateRequest(caller ?? (await people.officer('assisting_staff')), shop),
  };
}

async function makeAssistedApplication(
  { database, people, clock }: World,
  caller: Person | null,
): Promise<Record<string, string>> {
  const staff = caller ?? (await people.officer('assisting_staff'));
  const id = uuidv7(clock.now().getTime());
  const key = await people.keyOf(id, 'application');
  await database.query(
    `INSERT INTO assisted_applications (id, staff_account_id, kind, legal_name, name, commune_code, owner_name_sealed,
       owner_phone_sealed, status, status_changed_at, expires_at)
     VALUES ($1, $2, 'household', 'Hộ Mẫu', 'Mẫu', $3, $4, $5, 'requested', $6::timestamptz, $6::timestamptz + interval '1 day')`,
    [
      id,
      staff.accountId,
      HOME_COMMUNE,
      key.seal('Người Mẫu', 'assisted_applications.owner_name'),
      key.seal('+84900000000', 'assisted_applications.owner_phone'),
      clock.now(),
    ],
  );
  return { applicationId: id };
}

/** An entry of the register that ceased, was counted once and has a shop on the floor. */
async function makeCooperative({ database }: World): Promise<Record<string, string>> {
  const [row] = await database.query<{ id: string; statusId: string }>(
    `WITH c AS (INSERT INTO cooperatives (register_number, name, field, commune_code, entered_on, status, status_from,
         status_changed_at)
       VALUES ($1, 'Hợp tác xã Mẫu', 'agriculture', $2, '2020-01-01', 'ceased', '2024-01-01', now()) RETURNING id),
     s AS (INSERT INTO cooperative_statuses (cooperative_id, status, from_on) SELECT id, 'ceased', '2024-01-01' FROM c
       RETURNING id),
     n AS (INSERT INTO cooperative_counts (cooperative_id, counted_on, members, workers)
       SELECT id, '2023-01-01', 12, 9 FROM c),
     p AS (INSERT INTO producers (kind, legal_name, representative, commune_code, address_line, tax_code,
         cooperative_status, cooperative_id)
       SELECT 'cooperative', 'Hợp tác xã Mẫu', 'Người Mẫu', $2, 'Ấp Mẫu', '0000000017', 'ceased', id FROM c)
     SELECT c.id, s.id AS "statusId" FROM c, s`,
    [`MAU-A${nextNumber('cooperative that ceased')}`, HOME_COMMUNE],
  );
  if (row === undefined) throw new Error('The cooperative was not made');
  return { id: row.id, statusId: row.statusId, countedOn: '2023-01-01' };
}

/** A file that an officer of the province read, about cooperatives of the home commune. */
async function makeImport({ database, people }: World): Promise<Record<string, string>> {
  const { accountId } = await people.person();
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO cooperative_imports (file_name, created_by, status, status_changed_at, communes, rows_created,
       rows_updated, rows_unchanged, rows_faulty, ignored_columns)
     VALUES ('so.xlsx', $1, 'previewed', now(), ARRAY[$2], 0, 0, 0, 0, '{}') RETURNING id`,
    [accountId, HOME_COMMUNE],
  );
  if (row === undefined) throw new Error('The import was not made');
  return { id: row.id };
}

async function makeDataRequest({ database, people }: World): Promise<Record<string, string>> {
  const { accountId } = await people.person();
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO data_requests (kind, channel, received_on, third_parties, acknowledge_by, due_on, status,
       status_changed_at, entered_by)
     VALUES ('access', 'letter', '2026-11-20', false, '2026-11-24', '2026-11-30', 'open', now(), $1) RETURNING id`,
    [accountId],
  );
  return { dataRequestId: row?.id ?? '' };
}

async function makeBreach({ database, people }: World): Promise<Record<string, string>> {
  const { accountId } = await people.person();
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO breaches (title, discovered_at, what, whose, notify_by, status, status_changed_at, entered_by)
     VALUES ('Mẫu', now(), 'Mẫu', 'Mẫu', now(), 'open', now(), $1) RETURNING id`,
    [accountId],
  );
  return { breachId: row?.id ?? '' };
}
