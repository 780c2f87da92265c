import { registerDecorator } from 'class-validator';
import { paymentMethods, type PaymentMethod } from '../payments/index.js';

/** What a buyer chose for one seller of the cart. */
export interface SellerChoice {
  payment?: PaymentMethod;
  shippingOptionId?: string;
  /** What the buyer agreed to pay first, in đồng, where that seller is paid on delivery. */
  depositVnd?: number;
}

/** A map from seller slug to choices; class-validator has no word for maps, so the shape is checked here. */
export function SellerChoices(): PropertyDecorator {
  return (target, propertyKey) =>
    registerDecorator({
      name: 'sellerChoices',
      target: target.constructor,
      propertyName: String(propertyKey),
      options: {
        context: {
          code: 'bad_format',
          vi: 'Lựa chọn theo người bán chưa đúng',
          en: 'Not a map of choices by seller',
        },
      },
      validator: { validate: isSellerChoices, defaultMessage: () => 'Not a map of choices by seller' },
    });
}

function isSellerChoices(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= 50 && entries.every(([slug, choice]) => slug.length <= 120 && isChoice(choice));
}

function isChoice(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { payment, shippingOptionId, depositVnd, ...unknown } = value;
  return (
    Object.keys(unknown).length === 0 &&
    (payment === undefined || paymentMethods.some((method) => method === payment)) &&
    (depositVnd === undefined || (Number.isSafeInteger(depositVnd) && Number(depositVnd) > 0)) &&
    (shippingOptionId === undefined ||
      (typeof shippingOptionId === 'string' && shippingOptionId.length <= 20))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
