import { Inject, Injectable } from '@nestjs/common';
import { addDays, type FakeClock } from '#kernel/time';
import { Transactions } from '../platform/database/transactions.js';
import {
  CheckProduct,
  ListProduct,
  PublishProduct,
  SubmitProduct,
  WithdrawProduct,
  type PublicationStatus,
} from '../modules/catalogue/index.js';
import {
  AdmitLateRenewal,
  RecordAssessment,
  RecordCertification,
  RevokeCertification,
} from '../modules/certification/index.js';
import { ReceiveStock } from '../modules/inventory/index.js';
import type { DemoCalendar } from './demo-calendar.js';
import { certificateDays, certificateIssuer, certificateProductCode } from './demo-certificate.js';
import { DEMO_CLOCK } from './demo-clock.js';
import type { DemoData, DemoProduct } from './demo-data.js';
import type { CommuneProfile } from '../province/province-data.js';
import type { DemoPictures } from './demo-pictures.js';

/** A product with what the seeder has to know around it. */
interface ProductToSeed {
  product: DemoProduct;
  sellerId: string;
  sellerName: string;
  commune: CommuneProfile;
  /** Its number in the commune's register, for the product code. */
  serial: number;
  data: DemoData;
  calendar: DemoCalendar;
  pictures: DemoPictures | null;
}

/** How far an earlier run has come with a product. */
interface ProductThere {
  productId: string;
  publicationStatus: PublicationStatus;
  /** Variants in their order; `received` once goods have come in. */
  variants: { variantId: string; received: boolean }[];
  assessed: boolean;
  certificationId: string | null;
  revoked: boolean;
}

/** Fills the register for the whole province. */
const REGISTRAR = { communes: null };

const FIND = `
  SELECT p.id AS "productId", p.publication_status AS "publicationStatus",
    (SELECT jsonb_agg(jsonb_build_object('variantId', v.id, 'received',
        EXISTS (SELECT 1 FROM stock_movements m WHERE m.variant_id = v.id)) ORDER BY v.position)
      FROM variants v WHERE v.product_id = p.id) AS variants,
    EXISTS (SELECT 1 FROM assessments a WHERE a.product_id = p.id) AS assessed,
    c.id AS "certificationId", c.revoked_on IS NOT NULL AS revoked
  FROM products p LEFT JOIN certifications c ON c.product_id = p.id AND c.decision_number = $2
  WHERE p.slug = $1`;

/** Takes one demo product through the life it is to show: listed, stocked, certified, published, and what befell it. */
@Injectable()
export class SeedProduct {
  constructor(
    private readonly transactions: Transactions,
    @Inject(DEMO_CLOCK) private readonly clock: FakeClock,
    private readonly listProduct: ListProduct,
    private readonly receiveStock: ReceiveStock,
    private readonly recordAssessment: RecordAssessment,
    private readonly recordCertification: RecordCertification,
    private readonly admitLateRenewal: AdmitLateRenewal,
    private readonly revokeCertification: RevokeCertification,
    private readonly submitProduct: SubmitProduct,
    private readonly checkProduct: CheckProduct,
    private readonly publishProduct: PublishProduct,
    private readonly withdrawProduct: WithdrawProduct,
  ) {}

  async run(wish: ProductToSeed): Promise<void> {
    const { product, calendar } = wish;
    this.clock.set(calendar.listed(product));
    if ((await this.find(product)) === null) await this.list(wish);
    const there = await this.find(product);
    if (there === null) throw new Error(`The product ${product.slug} was listed and is not there`);
    for (const [index, { variantId, received }] of there.variants.entries()) {
      const quantity = product.variants[index]?.onHand ?? 0;
      if (quantity > 0 && !received) await this.receiveStock.run({ variantId, quantity });
    }
    await this.certify(wish, there);
    await this.publish(wish, there);
    if (product.assessment !== undefined && !there.assessed) {
      const { stars, score, daysAgo } = product.assessment;
      this.clock.set(calendar.daysAgo(daysAgo));
      const assessedOn = addDays(calendar.today, -daysAgo);
      await this.recordAssessment.run(REGISTRAR, { productId: there.productId, assessedOn, stars, score });
    }
    await this.revoke(wish, there);
    if (product.publication === 'withdrawn' && there.publicationStatus !== 'withdrawn') {
      this.clock.set(calendar.withdrawn);
      await this.withdrawProduct.run(there.productId);
    }
  }

  private async find(product: DemoProduct): Promise<ProductThere | null> {
    const [row] = await this.transactions.run('officer', (tx) =>
      tx.query<ProductThere[]>(FIND, [product.slug, product.certificate?.decisionNumber ?? '']),
    );
    return row ?? null;
  }

  private async list({
    product,
    sellerId,
    sellerName,
    commune,
    calendar,
    pictures,
  }: ProductToSeed): Promise<void> {
    const picture = await pictures?.of(product.slug);
    await this.listProduct.run({
      sellerId,
      slug: product.slug,
      name: product.name,
      setNo: product.setNo,
      communeCode: commune.code,
      description: product.description,
      story: product.story,
      label: product.label,
      shipsTo: product.shipsTo,
      variants: product.variants.map(
        ({ name, priceVnd, unit, measure, catchWeight = null, weightGrams }) => ({
          name,
          priceVnd,
          unit,
          measure,
          catchWeight,
          weightGrams,
        }),
      ),
      images:
        picture === undefined ? [] : [{ ...picture, alt: `Hình minh họa ${product.name} của ${sellerName}` }],
      shelves: product.tourismPoints.map(({ slug, checkedDaysAgo }) => ({
        tourismPoint: slug,
        checkedOn: addDays(calendar.today, -checkedDaysAgo),
      })),
      season: seasonOf(product, calendar),
      illustrative: product.illustrative,
    });
  }

  private async certify(
    { product, commune, serial, data, calendar }: ProductToSeed,
    there: ProductThere,
  ): Promise<void> {
    if (product.certificate === null || there.certificationId !== null) return;
    const { lateRenewalUntil, ...days } = certificateDays(product.certificate, calendar.today);
    const { decisionDate } = days;
    const issuer = { slug: product.slug, stars: product.stars, commune, decisionDate };
    const { certificationId } = await this.recordCertification.run(REGISTRAR, {
      productId: there.productId,
      productCode: certificateProductCode(data.province.code, commune, decisionDate, serial),
      decisionNumber: product.certificate.decisionNumber,
      issuedBy: certificateIssuer(data, issuer).issuedBy,
      ...days,
      stars: product.stars,
      score: product.certificate.score,
    });
    if (lateRenewalUntil !== null)
      await this.admitLateRenewal.run(REGISTRAR, certificationId, {
        until: lateRenewalUntil,
        evidence: 'Phiếu tiếp nhận hồ sơ mẫu, không có thật',
      });
    there.certificationId = certificationId;
  }

  private async publish({ product }: ProductToSeed, there: ProductThere): Promise<void> {
    if (product.publication === 'draft') return;
    const { productId, publicationStatus: from } = there;
    if (from === 'draft') await this.submitProduct.run(productId);
    if (from === 'draft' || from === 'submitted') await this.checkProduct.run(productId);
    if (from === 'draft' || from === 'submitted' || from === 'commune_checked')
      await this.publishProduct.run(productId);
  }

  private async revoke(
    { product, commune, data, calendar }: ProductToSeed,
    there: ProductThere,
  ): Promise<void> {
    if (product.revocation === undefined || there.certificationId === null || there.revoked) return;
    const { daysAgo, ground, decisionNumber } = product.revocation;
    this.clock.set(calendar.daysAgo(daysAgo));
    const { stars } = product;
    const revokedOn = addDays(calendar.today, -daysAgo);
    const issuer = { slug: product.slug, stars, commune, decisionDate: revokedOn };
    await this.revokeCertification.run(REGISTRAR, there.certificationId, {
      revokedOn,
      ground,
      decisionNumber,
      revokedBy: certificateIssuer(data, issuer).issuedBy,
    });
  }
}

function seasonOf({ season }: DemoProduct, { today }: DemoCalendar) {
  return season === undefined
    ? undefined
    : {
        orderFrom: addDays(today, -season.fromDaysAgo),
        orderUntil: addDays(today, season.untilInDays),
        deliverFrom: addDays(today, season.deliverInDays),
      };
}
