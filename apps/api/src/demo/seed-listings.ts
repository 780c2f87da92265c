import { Inject, Injectable } from '@nestjs/common';
import type { FakeClock } from '#kernel/time';
import {
  composeDemoPicture,
  type ContentPart,
  DecideChange,
  groupHue,
  IconSet,
  PapersService,
  ruleOfSet,
  SaveChange,
  SubmitChange,
  TakePicture,
} from '../modules/catalogue/index.js';
import { Accounts } from '../modules/identity/index.js';
import type { Principal } from '../platform/access/access.js';
import { Transactions } from '../platform/database/transactions.js';
import { currentRequest, inRequest } from '../platform/http/request-context.js';
import { samplePaper } from './demo-applications.js';
import type { DemoCalendar } from './demo-calendar.js';
import { DEMO_CLOCK } from './demo-clock.js';
import type { DemoListing } from './demo-listings.js';
import { demoPeople, demoPhone } from './demo-people.js';
import { DemoSessions } from './demo-session.js';

type Variant = NonNullable<ContentPart['variants']>[number];

/** How far an earlier seeding came with a change; whoever tries the demo out may have taken it further since. */
interface Progress {
  productId: string;
  sellerId: string;
  setNo: number;
  variants: (Variant & { name: string })[];
  papers: string[];
  changeId: string | null;
  status: string | null;
  version: number;
  startedAt: Date | null;
  submittedAt: Date | null;
}

const PROGRESS = `
  SELECT p.id AS "productId", p.seller_id AS "sellerId", p.set_no AS "setNo",
    (SELECT json_agg(json_build_object('id', v.id, 'name', v.name, 'priceVnd', v.price_vnd, 'unit', v.unit,
        'measure', CASE WHEN v.measure_unit IS NOT NULL
          THEN json_build_object('amount', v.measure_amount, 'unit', v.measure_unit) END,
        'weightGrams', v.weight_grams) ORDER BY v.position)
      FROM variants v WHERE v.product_id = p.id AND v.retired_at IS NULL) AS variants,
    array(SELECT k.kind::text FROM product_papers k WHERE k.seller_id = p.seller_id
      AND (k.product_id IS NULL OR k.product_id = p.id)) AS papers,
    c.id AS "changeId", c.status, coalesce(c.version, 0) AS version, c.created_at AS "startedAt",
    c.submitted_at AS "submittedAt"
  FROM products p LEFT JOIN LATERAL (
    SELECT * FROM product_changes c WHERE c.product_id = p.id ORDER BY c.created_at DESC LIMIT 1) c ON true
  WHERE p.slug = $1`;

/**
 * Lets invented shops of the demo change their products, and brings each change to where it stands, through the use cases
 * of shop and officers. Safe to repeat: what somebody has done since is left alone.
 */
@Injectable()
export class SeedListings {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: Accounts,
    private readonly sessions: DemoSessions,
    private readonly papers: PapersService,
    private readonly takePicture: TakePicture,
    private readonly saveChange: SaveChange,
    private readonly submitChange: SubmitChange,
    private readonly decideChange: DecideChange,
    @Inject(DEMO_CLOCK) private readonly clock: FakeClock,
  ) {}

  async run(listings: readonly DemoListing[], calendar: DemoCalendar): Promise<void> {
    for (const wish of listings) {
      const sentAt = calendar.daysAgo(wish.sentDaysAgo);
      this.clock.set(sentAt);
      const there = await this.find(wish);
      if (there === null) continue;
      if (there.changeId === null || (isOurs(there.startedAt, sentAt) && there.status === 'draft'))
        await this.send(wish, there);
      await this.decide(wish, calendar, sentAt);
    }
  }

  private async find({ product }: DemoListing): Promise<Progress | null> {
    const [row] = await this.transactions.run('officer', (tx) => tx.query<Progress[]>(PROGRESS, [product]));
    return row ?? null;
  }

  private async send(wish: DemoListing, there: Progress): Promise<void> {
    const accountId = await this.sessions.owner(there.sellerId, wish.owner);
    await this.sessions.as(accountId, async (principal) => {
      await this.sendPapers(principal, wish, there);
      const { shop, content, prices = {}, picture } = wish;
      const { id } = await this.takePicture.run(principal, shop, await drawn(wish));
      const variants = there.variants.map((variant) => ({
        ...variant,
        priceVnd: prices[variant.name] ?? variant.priceVnd ?? null,
      }));
      const { version } = await this.saveChange.run(principal, shop, there.productId, {
        version: there.version,
        content: { ...content, handling: 'ambient', variants, images: [{ id, alt: picture.alt }] },
      });
      await this.submitChange.run(principal, shop, there.productId, version);
    });
  }

  private async sendPapers(
    principal: Principal,
    { shop }: DemoListing,
    { productId, setNo, papers }: Progress,
  ): Promise<void> {
    for (const { code } of ruleOfSet(setNo)?.papers ?? []) {
      if (papers.includes(code)) continue;
      await this.papers.add(principal, shop, { kind: code, productId, number: 'MẪU-01' }, samplePaper());
    }
  }

  private async decide(wish: DemoListing, calendar: DemoCalendar, sentAt: Date): Promise<void> {
    const there = await this.find(wish);
    if (wish.decidedDaysAgo === undefined || there?.changeId == null) return;
    if (there.status !== 'submitted' || !isOurs(there.submittedAt, sentAt)) return;
    this.clock.set(calendar.daysAgo(wish.decidedDaysAgo));
    const place = demoPeople.findIndex(({ role }) => role === 'commune_checker');
    const checker = await this.transactions.run('account', (tx) =>
      this.accounts.findByContact(tx, { kind: 'phone', value: demoPhone(place) }),
    );
    // A demo with fewer shops has nobody to decide: the change waits.
    if (checker === null) return;
    const { changeId, version } = there;
    const officer = { accountId: checker.id, communes: null };
    await inRequest('demo', async () => {
      const context = currentRequest();
      if (context !== undefined) context.accountId = checker.id;
      if (wish.returned === undefined) await this.decideChange.check(officer, changeId, version);
      else await this.decideChange.giveBack(officer, changeId, { version, ...wish.returned });
    });
  }
}

/** What the seeder does bears the instants of its own calendar. */
const isOurs = (instant: Date | null, sentAt: Date): boolean => instant?.getTime() === sentAt.getTime();

const drawn = async ({ product, picture }: DemoListing): Promise<Buffer> =>
  composeDemoPicture(picture.drawing, groupHue('I'), `change of ${product}`, await IconSet.open());
