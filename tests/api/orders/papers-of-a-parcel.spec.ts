import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OrderDesk } from '../../support/order-desk.js';
import { pdfText } from '../../support/pdf-text.js';
import { People, type Person } from '../../support/people.js';
import { OTHER_COMMUNE, type SmallSeller } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let people: People;
let seller: SmallSeller;
let desk: OrderDesk;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
});
afterAll(() => shop.close());
beforeEach(async () => {
  seller = await shop.floor.seller(`in-phieu-${(made += 1)}`);
  await people.keyOf(seller.sellerId);
  desk = await OrderDesk.of(shop, people, seller);
});

const LINE = 'Số 12, đường Phan Ngọc Hiển, khóm Hàng Vịnh, đối diện chợ nổi, hẻm thứ ba bên phải';

/** An order of three pieces, taken on, with one piece in its first parcel; both parcels' ids. */
async function packed(): Promise<{ code: string; parcelIds: string[] }> {
  const { variantId, productId } = await shop.floor.product({ slug: `mam-${(made += 1)}`, seller });
  await shop.database.query(
    `UPDATE products SET name = 'Mắm ba khía Rạch Gốc', handling = 'fragile' WHERE id = $1`,
    [productId],
  );
  const delivery = { method: 'ship', communeCode: OTHER_COMMUNE, line: LINE };
  const cart = await shop.buyer.cart({ [variantId]: 3 });
  const placed = await shop.buyer.place(cart, await shop.buyer.quote(cart, delivery), {
    delivery,
    contact: { name: 'Nguyễn Thị Ngọc Ánh', phone: '0912345678' },
  });
  const code = (placed.body as { orders: { code: string }[] }).orders[0]?.code ?? '';
  await desk.confirm(code);
  const lineId = (await desk.read(code)).body.lines[0]?.id ?? '';
  await desk.pack(code, [{ lineId, quantity: 1 }]);
  const { body } = await desk.pack(code);
  return { code, parcelIds: body.parcels.map(({ id }) => id) };
}

async function print(
  code: string,
  parcelId: string | undefined,
  kind: 'label' | 'packing-slip',
  person: Person = desk.owner,
): Promise<{ status: number; type: string | null; text: string; size: string | undefined }> {
  const answer = await fetch(
    `${shop.app.url}/api/v1/seller/${seller.slug}/orders/${code}/parcels/${parcelId}/${kind}.pdf`,
    { headers: person.headers },
  );
  const bytes = Buffer.from(await answer.arrayBuffer());
  const isPdf = answer.status === 200;
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    text: isPdf ? pdfText(bytes) : '',
    size: isPdf ? /\/MediaBox \[0 0 ([\d.]+ [\d.]+)\]/.exec(bytes.toString('latin1'))?.[1] : undefined,
  };
}

describe('the papers of a parcel', () => {
  it('say on the label whole whom it goes to, what to collect of this parcel and how to carry it, and not what is in it', async () => {
    const { code, parcelIds } = await packed();
    const label = await print(code, parcelIds[0], 'label');
    expect([label.status, label.type, label.size]).toEqual([200, 'application/pdf', '297.64 419.53']);
    for (const said of [
      'Nguyễn Thị Ngọc Ánh',
      '0912 345 678',
      LINE,
      'Xã Năm Căn',
      'HÀNG DỄ VỠ',
      `${code}-1`,
      `Gian hàng ${seller.slug}`,
    ])
      expect(label.text).toContain(said);
    // A third of 320.000 đ: two more pieces lie in the other parcel.
    expect(label.text).toContain('THU HỘ: 106.666');
    expect((await print(code, parcelIds[1], 'label')).text).toContain('THU HỘ: 213.334');
    expect(label.text).not.toContain('Mắm ba khía');
  });

  it('say on the slip what lies inside and what it costs, and neither phone nor address', async () => {
    const { code, parcelIds } = await packed();
    const slip = await print(code, parcelIds[1], 'packing-slip');
    expect([slip.status, slip.size]).toEqual([200, '419.53 595.28']);
    for (const said of [
      'PHIẾU ĐÓNG GÓI',
      `Đơn ${code}, kiện 2`,
      'Mắm ba khía Rạch Gốc',
      '2 ×',
      '213.334',
      'Nguyễn Thị Ngọc Ánh',
    ])
      expect(slip.text).toContain(said);
    for (const kept of ['0912', 'Phan Ngọc Hiển']) expect(slip.text).not.toContain(kept);
  });

  it('leave a line of history where staff print them, and name nobody once the order is over', async () => {
    const { code, parcelIds } = await packed();
    const staff = await people.officer('assisting_staff');
    await people.mandate(staff, seller);
    expect((await print(code, parcelIds[0], 'label', staff)).status).toBe(200);
    expect(
      await shop.database.query(
        `SELECT a.actor_id FROM audit_records a JOIN orders o ON o.id = a.subject_id
         WHERE o.code = $1 AND a.action = 'order.contact_read'`,
        [code],
      ),
    ).toEqual([{ actor_id: staff.accountId }]);
    await shop.database.query(`UPDATE orders SET status = 'completed' WHERE code = $1`, [code]);
    expect((await print(code, parcelIds[0], 'label')).status).toBe(409);
    expect((await print(code, parcelIds[0], 'packing-slip')).text).not.toContain('Nguyễn Thị Ngọc Ánh');
  });

  it('are not another order’s', async () => {
    const [one, other] = [await packed(), await packed()];
    expect((await print(one.code, other.parcelIds[0], 'label')).status).toBe(404);
  });
});
