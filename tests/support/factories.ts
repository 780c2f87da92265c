import { addDays, addMonths, vietnamDay, type Clock } from '#kernel/time';
import {
  CheckProduct,
  ListProduct,
  PublishProduct,
  SubmitProduct,
  type ListProductInput,
} from '../../apps/api/src/modules/catalogue/index.js';
import {
  ImportProductSets,
  RecordCertification,
  type RecordCertificationInput,
} from '../../apps/api/src/modules/certification/index.js';
import { ReceiveStock } from '../../apps/api/src/modules/inventory/index.js';
import { ImportPlaces } from '../../apps/api/src/modules/places/index.js';
import {
  ChangeSellerStatus,
  EnterCooperatives,
  LinkCooperative,
  RegisterSeller,
  type RegisterSellerInput,
} from '../../apps/api/src/modules/sellers/index.js';
import type { TestApp } from './app.js';

/** A registration form that is in order. */
export function registration(change: Partial<RegisterSellerInput> = {}): RegisterSellerInput {
  return {
    slug: 'htx-mau-dat-mui',
    name: 'HTX Mẫu Đất Mũi',
    legalName: 'Hợp tác xã Mẫu Đất Mũi',
    kind: 'cooperative',
    representative: 'Nguyễn Thị Ví Dụ',
    communeCode: '32248',
    addressLine: 'Ấp Mẫu 1',
    taxCode: '0000000010',
    phone: '0000 000 001',
    story: 'Nhà làm khô từ đời ông bà.',
    acceptsCod: true,
    bankAccount: { bin: '970405', accountNumber: 'MAU0000001', accountName: 'TAI KHOAN MAU' },
    pickupPoints: ['mui-ca-mau'],
    illustrative: [],
    ...change,
  };
}

/** A product's description that is in order. */
export function description(sellerId: string, change: Partial<ListProductInput> = {}): ListProductInput {
  return {
    sellerId,
    slug: 'tom-kho-mau',
    name: 'Tôm khô Mẫu',
    setNo: 8,
    communeCode: '32248',
    description: 'Tôm đất phơi ba nắng.',
    story: '',
    label: { ingredients: 'Tôm, muối' },
    shipsTo: 'country',
    variants: [
      {
        name: 'Gói 500 g',
        priceVnd: 420_000,
        unit: 'gói 500 g',
        measure: { amount: 500, unit: 'g' },
        weightGrams: 560,
      },
    ],
    images: [],
    shelves: [],
    illustrative: [],
    ...change,
  };
}

/** A certificate of four stars that is in order, decided thirty days before that clock's day. */
export function certificate(
  productId: string,
  clock: Clock,
  change: Partial<RecordCertificationInput> = {},
): RecordCertificationInput {
  const decisionDate = addDays(vietnamDay(clock.now()), -30);
  return {
    productId,
    productCode: `96-32248-01-${decisionDate.slice(0, 4)}`,
    decisionNumber: '12/QĐ-UBND-MẪU',
    decisionDate,
    issuedBy: 'UBND tỉnh Cà Mau',
    stars: 4,
    score: 78.5,
    issuedOn: decisionDate,
    expiresOn: addMonths(decisionDate, 36),
    ...change,
  };
}

/** Fills the registers for the whole province. */
export const WHOLE_PROVINCE = { communes: null };

/** Officers at work: what a test needs on the floor, put there by the use cases themselves. */
export class Officers {
  constructor(
    private readonly app: TestApp,
    private readonly clock: Clock,
  ) {}

  /** Two communes, a tourism point, sets 8 and 15: the least a floor stands on. */
  async layTheGround(): Promise<void> {
    const commune = (code: string, name: string) => ({
      code,
      provinceCode: '96',
      name,
      fullName: `Xã ${name}`,
      kind: 'commune' as const,
      latitude: 8.6,
      longitude: 104.8,
      formerNames: [],
      formerDistricts: ['Huyện Ngọc Hiển'],
    });
    await this.app.get(ImportPlaces).run({
      provinces: [{ code: '96', name: 'Tỉnh Cà Mau', region: 'south' }],
      communes: [commune('32248', 'Đất Mũi'), commune('32191', 'Năm Căn')],
      tourismPoints: [
        {
          slug: 'mui-ca-mau',
          name: 'Mũi Cà Mau',
          kind: 'tourist_area',
          communeCode: '32248',
          place: null,
          latitude: 8.616,
          longitude: 104.728,
          access: 'road_and_boat',
          description: 'Nơi đất liền gặp biển.',
        },
      ],
    });
    await this.app.get(ImportProductSets).run({
      groups: [
        { code: 'I', name: 'Thực phẩm', slug: 'thuc-pham' },
        { code: 'II', name: 'Đồ uống', slug: 'do-uong' },
      ],
      sets: [
        { no: 8, group: 'I', name: 'Chế biến từ thủy sản', ministry: 'Bộ Công Thương', alcohol: false },
        { no: 15, group: 'II', name: 'Đồ uống có cồn khác', ministry: 'Bộ Công Thương', alcohol: true },
      ],
    });
  }

  async approvedSeller(
    change: Partial<RegisterSellerInput> = {},
  ): Promise<{ sellerId: string; producerId: string }> {
    const seller = await this.app.get(RegisterSeller).run(registration(change));
    await this.app.get(ChangeSellerStatus).run(seller.sellerId, 'submitted');
    await this.app.get(ChangeSellerStatus).run(seller.sellerId, 'approved');
    return seller;
  }

  /** The register's entry of the cooperative whose shop that is, linked to it, founded in 2010. Its id. */
  async inRegister(sellerSlug: string): Promise<string> {
    const { id } = await this.app.get(EnterCooperatives).run(WHOLE_PROVINCE, {
      registerNumber: `MAU-${sellerSlug.toUpperCase()}`,
      name: 'Hợp tác xã Mẫu Đất Mũi',
      field: 'agriculture',
      communeCode: '32248',
      foundedOn: '2010-01-01',
    });
    await this.app.get(LinkCooperative).run(WHOLE_PROVINCE, id, sellerSlug);
    return id;
  }

  /** Listed, stocked, certified and published, in this order. */
  async certifiedProduct(
    sellerId: string,
    change: Partial<ListProductInput> = {},
    onHand = 100,
  ): Promise<{ productId: string; variantIds: string[]; certificationId: string }> {
    const product = await this.app.get(ListProduct).run(description(sellerId, change));
    for (const variantId of product.variantIds)
      await this.app.get(ReceiveStock).run({ variantId, quantity: onHand });
    const { certificationId } = await this.app
      .get(RecordCertification)
      .run(WHOLE_PROVINCE, certificate(product.productId, this.clock));
    await this.publish(product.productId);
    return { ...product, certificationId };
  }

  /** A draft through both steps of approval. */
  async publish(productId: string): Promise<void> {
    await this.app.get(SubmitProduct).run(productId);
    await this.app.get(CheckProduct).run(productId);
    await this.app.get(PublishProduct).run(productId);
  }
}
