import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { BrowserSession, Visit } from './browser-session.js';
import { People, type Person } from './people.js';
import { Shopkeeper } from './shopkeeper.js';
import { Shopper } from './shopper.js';
import type { WebFloor } from './web-floor.js';
import { orderOf, webGoods, type WebGoods } from './web-goods.js';

/** A page only one person sees, and who that is. */
interface OwnPage {
  who: Person;
  path: string;
}

/** Of everybody who has an account. */
export const ACCOUNT_PAGES = [
  '/tai-khoan',
  '/tai-khoan/bao-mat',
  '/tai-khoan/thiet-bi',
  '/tai-khoan/dia-chi',
  '/tai-khoan/dia-chi?them',
  '/tai-khoan/dong-y',
  '/tai-khoan/du-lieu',
  '/tai-khoan/du-lieu?xem',
  '/tai-khoan/ung-dung',
  '/tai-khoan/xac-nhan',
] as const;

/** Of a shop that sells, below its address. */
const SHOP_PAGES = [
  '', '/don-hang', '/don-dien-thoai', '/san-pham', '/san-pham/moi', '/can-hang', '/bao-tin', '/cach-giao', '/chung-cu',
  '/chung-nhan', '/cong-thanh-toan', '/danh-gia', '/hang-van-chuyen', '/hen-ghe-tham', '/hoi-dap', '/khieu-nai',
  '/ma-giam-gia', '/ngay-nghi', '/nguoi-lam-cung', '/nhat-ky', '/so-ban-hang', '/tem-truy-xuat', '/thu', '/tien',
  '/tien/tra-truoc', '/tra-hang', '/uy-quyen',
] as const; // prettier-ignore

/** Of an officer who may do everything, below the desk's address. */
const DESK_PAGES = [
  '', '/bai-viet', '/bai-viet/moi', '/chung-nhan', '/chung-nhan/moi', '/chung-nhan/danh-gia', '/chung-nhan/danh-gia/moi',
  '/chung-nhan/du-bao', '/chung-nhan/nhap-tu-tep', '/chung-nhan/so-lieu', '/chung-nhan/thong-bao', '/danh-gia', '/dia-ban',
  '/dia-ban/giao', '/diem-du-lich', '/diem-du-lich/mui-ca-mau', '/don-danh-dau', '/gian-hang', '/ho-tro',
  '/ho-tro/mo-gian-hang', '/ho-tro/xin-lam-giup', '/hoan-tien', '/hoi-dap', '/hop-tac-xa', '/hop-tac-xa/moi',
  '/hop-tac-xa/nhap-tu-tep', '/hop-tac-xa/so-lieu', '/khieu-nai', '/ma-giam-gia', '/nguoi-dung',
  '/nhat-ky', '/phan-anh', '/phi-van-chuyen', '/phi-van-chuyen/sua', '/san-pham', '/su-co', '/su-co/moi', '/thue',
  '/tien-gian-hang', '/tim-kiem', '/tim-kiem/sua', '/tra-khi-nhan', '/truy-xuat', '/tuyen-du-lich',
  '/tuyen-du-lich/ca-mau-mui-ca-mau', '/yeu-cau-co-quan', '/yeu-cau-co-quan/moi', '/yeu-cau-du-lieu', '/yeu-cau-du-lieu/moi',
] as const; // prettier-ignore

/** The pages of a buyer, of a shop that has this purchase to pack, and of an officer, person by person. */
async function ownPages(
  floor: WebFloor,
  people: People,
  { owner, shop }: WebGoods,
  groupCode: string,
): Promise<OwnPage[]> {
  const [buyer, officer] = [await people.person(), await people.officer('administrator')];
  const { code } = await orderOf(floor, groupCode);
  const ofShop = [...SHOP_PAGES, `/don-hang/${code}`].map((path) => `/kenh-nguoi-ban/${shop}${path}`);
  return [
    ...ACCOUNT_PAGES.map((path) => ({ who: buyer, path })),
    ...ofShop.map((path) => ({ who: owner, path })),
    ...DESK_PAGES.map((path) => ({ who: officer, path: `/quan-tri${path}` })),
  ];
}

/** Buys something, stopping at every page on the way. @returns the code of the purchase */
async function buyStopping(shopper: Shopper, product: string, stop: () => Promise<void>): Promise<string> {
  await shopper.open(product);
  await shopper.putIntoCart(1);
  await stop();
  await shopper.goToCheckout();
  await stop();
  await shopper.fillContact();
  await shopper.fillAddress();
  await shopper.showFees();
  await stop();
  const groupCode = await shopper.place();
  await stop();
  return groupCode;
}

/** Has every page judged that a purchase passes, made in this visit, and every page of a buyer, a shop and an officer. */
export async function judgeOwnPages(
  floor: WebFloor,
  browser: BrowserSession,
  visit: Visit,
  judge: (page: Page) => Promise<void>,
): Promise<void> {
  const people = new People(floor.api, floor.database, floor.clock);
  const goods = await webGoods(floor, people);
  const groupCode = await buyStopping(new Shopper(visit), goods.product, () => judge(visit.page));
  const opened = new Map<Person, Shopkeeper>();
  for (const { who, path } of await ownPages(floor, people, goods, groupCode)) {
    const theirs = opened.get(who) ?? (await Shopkeeper.of(browser, floor.url, who, { pictures: false }));
    opened.set(who, theirs);
    expect.soft([path, await theirs.open(path)]).toEqual([path, 200]);
    await judge(theirs.page);
  }
}
