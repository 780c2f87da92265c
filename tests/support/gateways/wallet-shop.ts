import { DataKeys, type DataKey } from '../../../apps/api/src/platform/sealing/data-keys.js';
import { GATEWAY_SECRET } from '../../../apps/api/src/modules/orders/gateways/gateway-calls.js';
import { SEEDED_AT } from '../clock.js';
import { openSmallShop, type SmallShop } from '../small-shop.js';
import { VNPAY_SECRET, VNPAY_TERMINAL, VnpayDouble } from './vnpay-double.js';

/** A small floor whose seller takes wallets, beside a double of VNPAY that tells the floor of what is paid. */
export async function openWalletShop(): Promise<{ shop: SmallShop; vnpay: VnpayDouble; variantId: string }> {
  const vnpay = await VnpayDouble.start(SEEDED_AT);
  const shop = await openSmallShop({ env: { ...vnpay.env, GATEWAY_TIMEOUT_SECONDS: '5' } });
  const { sellerId } = shop.seller;
  const key = await sellersKey(shop);
  await shop.database.query(
    `INSERT INTO gateway_accounts (seller_id, gateway, external_account, secret_sealed, status, status_changed_at)
     VALUES ($1, 'vnpay', $2, $3, 'active', now())`,
    [sellerId, VNPAY_TERMINAL, key.seal(VNPAY_SECRET, GATEWAY_SECRET)],
  );
  await vnpay.listen(`${shop.app.url}/api/v1/webhooks/vnpay`);
  const { variantId } = await shop.floor.product({ slug: 'mam-vi', seller: shop.seller, onHand: 500 });
  return { shop, vnpay, variantId };
}

/** The key that a seller of a real floor has from the first day. */
export async function sellersKey(shop: SmallShop): Promise<DataKey> {
  const { sellerId } = shop.seller;
  const { key, sealed } = shop.app.get(DataKeys).prepare(sellerId);
  await shop.database.query(`INSERT INTO data_keys (subject_id, kind, sealed) VALUES ($1, 'seller', $2)`, [
    sellerId,
    sealed,
  ]);
  return key;
}
