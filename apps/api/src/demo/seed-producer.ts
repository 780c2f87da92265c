import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type FakeClock } from '#kernel/time';
import { Transactions } from '../platform/database/transactions.js';
import {
  ChangeCooperativeStatus,
  ChangeSellerStatus,
  LinkCooperative,
  RegisterSeller,
  type SellerStatus,
} from '../modules/sellers/index.js';
import type { DemoCalendar } from './demo-calendar.js';
import { DEMO_CLOCK } from './demo-clock.js';
import type { DemoData, DemoProducer } from './demo-data.js';
import type { DemoPictures } from './demo-pictures.js';
import { registerNumberOf } from './demo-register.js';
import { SeedProduct } from './seed-product.js';

interface SellerThere {
  sellerId: string;
  producerId: string;
  status: SellerStatus;
  cooperativeStatus: 'active' | 'ceased' | null;
  /** Its entry in the register, and whether it is linked to it. */
  cooperativeId: string | null;
  linked: boolean;
}

/** Who keeps the demo's register: nobody in particular, and of the whole province. */
const REGISTRAR = { communes: null };

/** Brings one producer with its products to what the demo says, step by step; a step that was done is not repeated. */
@Injectable()
export class SeedProducer {
  constructor(
    private readonly transactions: Transactions,
    @Inject(DEMO_CLOCK) private readonly clock: FakeClock,
    private readonly registerSeller: RegisterSeller,
    private readonly changeSellerStatus: ChangeSellerStatus,
    private readonly linkCooperative: LinkCooperative,
    private readonly changeCooperativeStatus: ChangeCooperativeStatus,
    private readonly seedProduct: SeedProduct,
  ) {}

  async run(
    producer: DemoProducer,
    data: DemoData,
    calendar: DemoCalendar,
    pictures: DemoPictures | null,
  ): Promise<void> {
    this.clock.set(calendar.registered);
    if ((await this.find(producer)) === null) await this.register(producer);
    const seller = await this.find(producer);
    if (seller === null) throw new Error(`The seller ${producer.slug} was registered and is not there`);
    const { cooperativeId } = seller;
    if (cooperativeId !== null && !seller.linked) {
      await this.linkCooperative.run(REGISTRAR, cooperativeId, producer.slug);
    }

    this.clock.set(calendar.approved);
    if (seller.status === 'draft') await this.changeSellerStatus.run(seller.sellerId, 'submitted');
    if (seller.status === 'draft' || seller.status === 'submitted') {
      await this.changeSellerStatus.run(seller.sellerId, 'approved');
    }

    const products = data.products.filter((product) => product.producer === producer.slug);
    for (const product of products) {
      await this.seedProduct.run({
        product,
        sellerId: seller.sellerId,
        sellerName: producer.name,
        commune: data.commune(producer.communeCode),
        serial: data.serialInCommune(product),
        data,
        calendar,
        pictures,
      });
    }

    // Last, because a shop that has left the floor lists nothing new.
    this.clock.set(calendar.sellerChanged);
    if (
      cooperativeId !== null &&
      producer.cooperativeStatus === 'ceased' &&
      seller.cooperativeStatus === 'active'
    ) {
      const fromOn = vietnamDay(this.clock.now());
      await this.changeCooperativeStatus.run(REGISTRAR, cooperativeId, { status: 'ceased', fromOn });
    }
    const { sellerStatus } = producer;
    if (sellerStatus !== 'approved' && seller.status !== sellerStatus) {
      await this.changeSellerStatus.run(seller.sellerId, sellerStatus);
    }
  }

  /** The slugs of products an earlier, interrupted run has already listed. */
  async productsThere(): Promise<Set<string>> {
    const rows = await this.transactions.run('officer', (tx) =>
      tx.query<{ slug: string }[]>(`SELECT slug FROM products`),
    );
    return new Set(rows.map(({ slug }) => slug));
  }

  private async find(producer: DemoProducer): Promise<SellerThere | null> {
    const [row] = await this.transactions.run('officer', (tx) =>
      tx.query<SellerThere[]>(
        `SELECT s.id AS "sellerId", p.id AS "producerId", s.status, p.cooperative_status AS "cooperativeStatus",
           p.cooperative_id IS NOT NULL AS linked,
           (SELECT c.id FROM cooperatives c WHERE c.register_number = $2 AND p.kind = 'cooperative') AS "cooperativeId"
         FROM sellers s JOIN producers p ON p.id = s.producer_id WHERE s.slug = $1`,
        [producer.slug, registerNumberOf(producer)],
      ),
    );
    return row ?? null;
  }

  private async register(producer: DemoProducer): Promise<void> {
    await this.registerSeller.run({
      slug: producer.slug,
      name: producer.name,
      legalName: producer.legalName,
      kind: producer.kind,
      representative: producer.representative,
      communeCode: producer.communeCode,
      addressLine: producer.addressLine,
      taxCode: producer.taxCode,
      phone: producer.phone,
      story: producer.story,
      acceptsCod: true,
      bankAccount: producer.bank,
      pickupPoints: producer.pickupPoints,
      illustrative: producer.illustrative,
    });
  }
}
