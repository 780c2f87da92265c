/** Every address of the shop. Pages, components and redirects take them from here, never from a string. */
import type { ProductQuery } from './backend/catalogue.types.js';
import { ENGLISH_START, type Language } from './language.js';

/** Files of money by the word that stands in their address. */
export const MONEY_SHEETS = { bank_statement: 'sao-ke', cod_remittance: 'thu-ho' } as const;
export type MoneySheetKind = keyof typeof MONEY_SHEETS;

/** Pages that a buyer sees: in Vietnamese, and under `/en` the same pages in English. */
const shopPaths = (start: string) => ({
  home: start === '' ? '/' : start,
  products: `${start}/san-pham`,
  product: (slug: string) => `${start}/san-pham/${slug}`,
  reportProduct: (slug: string) => `${start}/san-pham/${slug}/phan-anh`,
  productQuestions: (slug: string) => `${start}/san-pham/${slug}/hoi-dap`,
  productReviews: (slug: string) => `${start}/san-pham/${slug}/danh-gia`,
  seller: (slug: string) => `${start}/nguoi-ban/${slug}`,
  reportSeller: (slug: string) => `${start}/nguoi-ban/${slug}/phan-anh`,
  sellers: `${start}/nguoi-ban`,
  tourism: `${start}/du-lich`,
  tourismPoint: (slug: string) => `${start}/du-lich/${slug}`,
  askVisit: (slug: string) => `${start}/du-lich/${slug}/hen-ghe`,
  /** A visit as whoever asked for it comes back to it. */
  visit: (id: string, token: string) => `${start}/hen-ghe-tham/${id}?token=${token}`,
  articles: `${start}/cau-chuyen`,
  articlesOf: (kind?: string, cursor?: string) => {
    const query = new URLSearchParams({ ...(kind && { loai: kind }), ...(cursor && { cursor }) }).toString();
    return `${start}/cau-chuyen${query === '' ? '' : `?${query}`}`;
  },
  article: (slug: string) => `${start}/cau-chuyen/${slug}`,
  map: `${start}/du-lich/ban-do`,
  tourismRoutes: `${start}/du-lich/tuyen`,
  tourismRoute: (slug: string) => `${start}/du-lich/tuyen/${slug}`,
  search: `${start}/tim-kiem`,
  ranking: `${start}/vi-sao-thu-tu-nay`,
  cart: `${start}/gio-hang`,
  /** Where a device sends what waited for a line. */
  cartKeep: `${start}/gio-hang/giu`,
  offline: `${start}/ngoai-tuyen`,
  checkout: `${start}/dat-hang`,
  order: (groupCode: string) => `${start}/don-hang/${groupCode}`,
  /** What was agreed in one order of a purchase, and the same on paper. */
  contract: (groupCode: string, code: string) => `${start}/don-hang/${groupCode}/hop-dong/${code}`,
  contractPaper: (groupCode: string, code: string) =>
    `${start}/don-hang/${groupCode}/hop-dong/${code}/tai-ve`,
  returnGoods: (groupCode: string, orderCode: string) =>
    `${start}/don-hang/${groupCode}/tra-hang/${orderCode}`,
  returnPhoto: (groupCode: string, orderCode: string, photo: string) =>
    `${start}/don-hang/${groupCode}/anh-tra-hang/${orderCode}/${photo}`,
  reviewOrder: (groupCode: string, orderCode: string) =>
    `${start}/don-hang/${groupCode}/danh-gia/${orderCode}`,
  reviewPhoto: (groupCode: string, orderCode: string, photo: string) =>
    `${start}/don-hang/${groupCode}/anh-danh-gia/${orderCode}/${photo}`,
  /** A buyer's complaints about one order of a purchase, and how complaints are dealt with. */
  orderDisputes: (groupCode: string, orderCode: string) =>
    `${start}/don-hang/${groupCode}/khieu-nai/${orderCode}`,
  orderDisputePicture: (groupCode: string, orderCode: string, dispute: string, picture: string) =>
    `${start}/don-hang/${groupCode}/khieu-nai/${orderCode}/anh/${dispute}/${picture}`,
  complaints: `${start}/khieu-nai`,
  orderLookup: `${start}/tra-cuu-don`,
  traceSearch: `${start}/truy-xuat`,
  trace: (code: string) => `${start}/truy-xuat/${code}`,
  about: `${start}/gioi-thieu`,
  press: `${start}/bao-chi`,
  pressFigures: `${start}/bao-chi/so-lieu`,
  policies: `${start}/chinh-sach`,
  terms: `${start}/dieu-khoan`,
  operatingRules: `${start}/quy-che`,
  operatingRulesOf: (version: string) => `${start}/quy-che/${version}`,
  privacy: `${start}/rieng-tu`,
  signIn: `${start}/dang-nhap`,
  signUp: `${start}/dang-ky`,
  signOut: `${start}/dang-xuat`,
  account: `${start}/tai-khoan`,
  freshCheck: `${start}/tai-khoan/xac-nhan`,
  security: `${start}/tai-khoan/bao-mat`,
  devices: `${start}/tai-khoan/thiet-bi`,
  addresses: `${start}/tai-khoan/dia-chi`,
  consents: `${start}/tai-khoan/dong-y`,
  ownData: `${start}/tai-khoan/du-lieu`,
  ownDataFile: `${start}/tai-khoan/du-lieu/tai-ve`,
  tokens: `${start}/tai-khoan/ung-dung`,
  keptPoints: `${start}/tai-khoan/diem-du-lich`,
  keptPoint: (slug: string) => `${start}/tai-khoan/diem-du-lich/${slug}`,
  keptPointPhotos: (slug: string) => `${start}/tai-khoan/diem-du-lich/${slug}/anh`,
  /** Where a buyer says whether an order may be sent. */
  goAhead: (code: string) => `${start}/xac-nhan-don/${code}`,
});

/** Pages of shops and officers, in Vietnamese alone, and files that are the same in every language. */
const areaPaths = {
  /** Of the API: what a search field offers while somebody types. */
  suggestions: '/api/v1/search-suggestions',
  sitemap: '/sitemap.xml',
  /** `from` is the slug a part begins with. */
  sitemapPart: (kind: string, from?: string) =>
    `/sitemap/${kind}.xml${from === undefined ? '' : `?from=${from}`}`,
  /** What the catalogues of other sites fetch. */
  googleFeed: '/feeds/google.xml',
  facebookFeed: '/feeds/facebook.csv',
  checkStatement: '/xac-nhan',
  statement: (code: string) => `/xac-nhan/${code}`,
  sellerArea: '/kenh-nguoi-ban',
  sellerStart: '/kenh-nguoi-ban/dang-ky',
  sellerHome: (slug: string) => `/kenh-nguoi-ban/${slug}`,
  sellerReview: (slug: string) => `/kenh-nguoi-ban/${slug}/ho-so`,
  sellerStep: (slug: string, step: string) => `/kenh-nguoi-ban/${slug}/ho-so/${step}`,
  sellerRegister: (slug: string) => `/kenh-nguoi-ban/${slug}/ho-so/so-hop-tac-xa`,
  sellerPeople: (slug: string) => `/kenh-nguoi-ban/${slug}/nguoi-lam-cung`,
  sellerMandates: (slug: string) => `/kenh-nguoi-ban/${slug}/uy-quyen`,
  sellerActivity: (slug: string) => `/kenh-nguoi-ban/${slug}/nhat-ky`,
  sellerCertificates: (slug: string) => `/kenh-nguoi-ban/${slug}/chung-nhan`,
  sellerEvidence: (slug: string) => `/kenh-nguoi-ban/${slug}/chung-cu`,
  sellerJournal: (slug: string) => `/kenh-nguoi-ban/${slug}/so-ban-hang`,
  sellerJournalExcel: (slug: string, month: string) =>
    `/api/v1/seller/${slug}/sales-journal.xlsx?month=${month}`,
  sellerTaxCertificate: (slug: string, year: string) =>
    `/api/v1/seller/${slug}/tax-certificates/${year}/file`,
  sellerInvoiceExcel: (slug: string, month: string) =>
    `/api/v1/seller/${slug}/invoice-data.xlsx?month=${month}`,
  sellerLetters: (slug: string) => `/kenh-nguoi-ban/${slug}/thu`,
  sellerProducts: (slug: string) => `/kenh-nguoi-ban/${slug}/san-pham`,
  sellerProductNew: (slug: string) => `/kenh-nguoi-ban/${slug}/san-pham/moi`,
  sellerProduct: (slug: string, id: string) => `/kenh-nguoi-ban/${slug}/san-pham/${id}`,
  sellerProductStep: (slug: string, id: string, step: string) =>
    `/kenh-nguoi-ban/${slug}/san-pham/${id}/${step}`,
  sellerStock: (slug: string, id: string, variantId: string) =>
    `/kenh-nguoi-ban/${slug}/san-pham/${id}/ton-kho/${variantId}`,
  /** Where a shop's notice of a new order leads: taking on that one order, without signing in. */
  acceptOrder: (code: string) => `/nhan-don/${code}`,
  sellerOrders: (slug: string) => `/kenh-nguoi-ban/${slug}/don-hang`,
  sellerOrder: (slug: string, code: string) => `/kenh-nguoi-ban/${slug}/don-hang/${code}`,
  sellerContract: (slug: string, code: string) => `/kenh-nguoi-ban/${slug}/don-hang/${code}/hop-dong`,
  sellerContractPaper: (slug: string, code: string) => `/api/v1/seller/${slug}/orders/${code}/contract.pdf`,
  sellerVisits: (slug: string) => `/kenh-nguoi-ban/${slug}/hen-ghe-tham`,
  sellerReturns: (slug: string) => `/kenh-nguoi-ban/${slug}/tra-hang`,
  /** A picture of goods a buyer gives back. */
  sellerReturnPhoto: (slug: string, code: string, photo: string) =>
    `/api/v1/seller/${slug}/orders/${code}/return-photos/${photo}`,
  sellerDisputes: (slug: string) => `/kenh-nguoi-ban/${slug}/khieu-nai`,
  sellerDispute: (slug: string, id: string) => `/kenh-nguoi-ban/${slug}/khieu-nai/${id}`,
  sellerDisputePicture: (slug: string, id: string, picture: string) =>
    `/api/v1/seller/${slug}/disputes/${id}/pictures/${picture}`,
  sellerQuestions: (slug: string) => `/kenh-nguoi-ban/${slug}/hoi-dap`,
  sellerReviews: (slug: string) => `/kenh-nguoi-ban/${slug}/danh-gia`,
  sellerWeighings: (slug: string) => `/kenh-nguoi-ban/${slug}/can-hang`,
  sellerPhoneOrder: (slug: string) => `/kenh-nguoi-ban/${slug}/don-dien-thoai`,
  sellerMoney: (slug: string) => `/kenh-nguoi-ban/${slug}/tien`,
  sellerDeposits: (slug: string) => `/kenh-nguoi-ban/${slug}/tien/tra-truoc`,
  sellerMoneySheets: (slug: string, kind: MoneySheetKind) =>
    `/kenh-nguoi-ban/${slug}/tien/${MONEY_SHEETS[kind]}`,
  sellerMoneySheet: (slug: string, kind: MoneySheetKind, id: string) =>
    `/kenh-nguoi-ban/${slug}/tien/${MONEY_SHEETS[kind]}/${id}`,
  sellerVouchers: (slug: string) => `/kenh-nguoi-ban/${slug}/ma-giam-gia`,
  sellerCarriers: (slug: string) => `/kenh-nguoi-ban/${slug}/hang-van-chuyen`,
  sellerDelivery: (slug: string) => `/kenh-nguoi-ban/${slug}/cach-giao`,
  /** What is printed for a parcel. */
  sellerParcelPaper: (slug: string, code: string, parcelId: string, kind: 'packing-slip' | 'label') =>
    `/api/v1/seller/${slug}/orders/${code}/parcels/${parcelId}/${kind}.pdf`,
  sellerNotices: (slug: string) => `/kenh-nguoi-ban/${slug}/bao-tin`,
  sellerGateways: (slug: string) => `/kenh-nguoi-ban/${slug}/cong-thanh-toan`,
  sellerClosures: (slug: string) => `/kenh-nguoi-ban/${slug}/ngay-nghi`,
  sellerLabels: (slug: string) => `/kenh-nguoi-ban/${slug}/tem-truy-xuat`,
  sellerLabel: (slug: string, code: string) => `/kenh-nguoi-ban/${slug}/tem-truy-xuat/${code}`,
  sellerLabelSheet: (slug: string, code: string) => `/kenh-nguoi-ban/${slug}/tem-truy-xuat/${code}/in`,
  sellerLabelsPdf: (slug: string, code: string) => `/api/v1/seller/${slug}/traces/${code}/labels.pdf`,
  sellerLabelPicture: (slug: string, code: string) => `/api/v1/seller/${slug}/traces/${code}/label.png`,
  /** Files of the API, which a browser opens and sends with the session it has. */
  sellerStatement: (slug: string, id: string, kind: 'pdf' | 'xlsx') =>
    `/api/v1/seller/${slug}/sales-statements/${id}.${kind}`,
  sellerLetter: (slug: string, id: string) => `/api/v1/seller/${slug}/letters/${id}.pdf`,
  sellerDocument: (slug: string, id: string) => `/api/v1/seller/${slug}/documents/${id}`,
  sellerPicture: (slug: string, id: string, width: 320 | 640 | 1200) =>
    `/api/v1/seller/${slug}/pictures/${id}/${width}.jpg`,
  desk: '/quan-tri',
  support: '/quan-tri/ho-tro',
  supportAsk: '/quan-tri/ho-tro/xin-lam-giup',
  supportAssist: '/quan-tri/ho-tro/mo-gian-hang',
  deskSellers: '/quan-tri/gian-hang',
  deskSeller: (slug: string) => `/quan-tri/gian-hang/${slug}`,
  deskListings: '/quan-tri/san-pham',
  deskListing: (changeId: string) => `/quan-tri/san-pham/${changeId}`,
  /** Files of the API, which a browser opens and sends with the session it has. */
  deskListingPicture: (changeId: string, id: string, width: 320 | 1200) =>
    `/api/v1/admin/product-changes/${changeId}/pictures/${id}/${width}.jpg`,
  deskListingPaper: (changeId: string, id: string) =>
    `/api/v1/admin/product-changes/${changeId}/papers/${id}`,
  deskRefused: '/quan-tri/khong-co-quyen',
  deskAccounts: '/quan-tri/nguoi-dung',
  deskAccount: (id: string) => `/quan-tri/nguoi-dung/${id}`,
  deskDuties: '/quan-tri/dia-ban',
  deskDutyGrant: '/quan-tri/dia-ban/giao',
  deskDuty: (id: string) => `/quan-tri/dia-ban/${id}`,
  deskHistory: '/quan-tri/nhat-ky',
  deskDataRequests: '/quan-tri/yeu-cau-du-lieu',
  deskDataRequestNew: '/quan-tri/yeu-cau-du-lieu/moi',
  deskDataRequest: (id: string) => `/quan-tri/yeu-cau-du-lieu/${id}`,
  authorityRequests: '/quan-tri/yeu-cau-co-quan',
  authorityRequestNew: '/quan-tri/yeu-cau-co-quan/moi',
  authorityRequest: (id: string) => `/quan-tri/yeu-cau-co-quan/${id}`,
  deskVouchers: '/quan-tri/ma-giam-gia',
  deskQuestions: '/quan-tri/hoi-dap',
  deskReviews: '/quan-tri/danh-gia',
  deskDisputes: '/quan-tri/khieu-nai',
  deskDispute: (id: string) => `/quan-tri/khieu-nai/${id}`,
  deskDisputePicture: (id: string, picture: string) => `/api/v1/admin/disputes/${id}/pictures/${picture}`,
  flaggedOrders: '/quan-tri/don-danh-dau',
  owedRefunds: '/quan-tri/hoan-tien',
  moneyOfShops: '/quan-tri/tien-gian-hang',
  unmatchedMoney: (slug: string) => `/quan-tri/tien-gian-hang/${slug}`,
  deskBreaches: '/quan-tri/su-co',
  deskBreachNew: '/quan-tri/su-co/moi',
  deskBreach: (id: string) => `/quan-tri/su-co/${id}`,
  deskLetter: (slug: string, id: string) => `/api/v1/admin/sellers/${slug}/letters/${id}.pdf`,
  register: '/quan-tri/hop-tac-xa',
  registerNew: '/quan-tri/hop-tac-xa/moi',
  registerFigures: '/quan-tri/hop-tac-xa/so-lieu',
  registerEntry: (id: string) => `/quan-tri/hop-tac-xa/${id}`,
  registerImports: '/quan-tri/hop-tac-xa/nhap-tu-tep',
  registerImport: (id: string) => `/quan-tri/hop-tac-xa/nhap-tu-tep/${id}`,
  registerExcel: '/api/v1/admin/cooperatives/export.xlsx',
  registerCsv: '/api/v1/admin/cooperatives/export.csv',
  taxes: '/quan-tri/thue',
  taxFormExcel: (id: string) => `/api/v1/admin/tax-forms/${id}/file`,
  deskTraces: '/quan-tri/truy-xuat',
  certificates: '/quan-tri/chung-nhan',
  certificateNew: '/quan-tri/chung-nhan/moi',
  annexes: '/quan-tri/chung-nhan/nhap-tu-tep',
  annex: (id: string) => `/quan-tri/chung-nhan/nhap-tu-tep/${id}`,
  annexExcel: '/api/v1/admin/annex-imports/template.xlsx',
  annexCsv: '/api/v1/admin/annex-imports/template.csv',
  certificateForecast: '/quan-tri/chung-nhan/du-bao',
  assessments: '/quan-tri/chung-nhan/danh-gia',
  assessmentNew: '/quan-tri/chung-nhan/danh-gia/moi',
  certificateCorrect: (id: string) => `/quan-tri/chung-nhan/${id}/sua`,
  certificateNotices: '/quan-tri/chung-nhan/thong-bao',
  certificateFigures: '/quan-tri/chung-nhan/so-lieu',
  certificate: (id: string) => `/quan-tri/chung-nhan/${id}`,
  certificateFollow: (id: string, how: 'danh-gia-lai' | 'nang-hang') => `/quan-tri/chung-nhan/${id}/${how}`,
  certificateScan: (id: string, scanId: string) => `/api/v1/admin/certificates/${id}/scans/${scanId}`,
  shippingRates: '/quan-tri/phi-van-chuyen',
  deskArticles: '/quan-tri/bai-viet',
  deskArticleNew: '/quan-tri/bai-viet/moi',
  deskArticle: (id: string) => `/quan-tri/bai-viet/${id}`,
  codTerms: '/quan-tri/tra-khi-nhan',
  deskReports: '/quan-tri/phan-anh',
  deskReport: (id: string) => `/quan-tri/phan-anh/${id}`,
  shippingRateForm: '/quan-tri/phi-van-chuyen/sua',
  searchTerms: '/quan-tri/tim-kiem',
  searchTermForm: '/quan-tri/tim-kiem/sua',
  deskPoints: '/quan-tri/diem-du-lich',
  deskPoint: (slug: string) => `/quan-tri/diem-du-lich/${slug}`,
  deskRoutes: '/quan-tri/tuyen-du-lich',
  deskRoute: (slug: string) => `/quan-tri/tuyen-du-lich/${slug}`,
  /** Files of the API to take along. */
  routeGpx: (slug: string, language: Language = 'vi') =>
    `/api/v1/tourism-routes/${slug}/route.gpx${language === 'en' ? '?language=en' : ''}`,
  routeCalendar: (slug: string) => `/api/v1/tourism-routes/${slug}/route.ics`,
  registerTemplate: '/api/v1/admin/cooperative-imports/template.xlsx',
} as const;

export type Paths = ReturnType<typeof shopPaths> & typeof areaPaths;

/** The addresses as a page links them: a buyer's page stays in its reader's language. `Astro.locals.paths` is one of these. */
export const pathsIn: Readonly<Record<Language, Paths>> = {
  vi: { ...shopPaths(''), ...areaPaths },
  en: { ...shopPaths(ENGLISH_START), ...areaPaths },
};

/** For pages that are in Vietnamese alone. */
export const paths = pathsIn.vi;

/** The product list or the search page with these filters; the order of parameters never changes, so links compare. */
export function listHref(base: string, query: ProductQuery): string {
  const parameters = new URLSearchParams();
  const { q, group, set, stars, commune, seller, point, sort, cursor } = query;
  const { minPriceVnd, maxPriceVnd, inStock, inSeason } = query;
  const ordered = {
    q,
    group,
    set,
    stars,
    commune,
    seller,
    point,
    minPriceVnd,
    maxPriceVnd,
    inStock,
    inSeason,
    sort,
    cursor,
  };
  for (const [name, value] of Object.entries(ordered)) {
    if (value === undefined || value === '' || value === false) continue;
    for (const single of Array.isArray(value) ? value : [value]) parameters.append(name, String(single));
  }
  const text = parameters.toString();
  return text === '' ? base : `${base}?${text}`;
}

/** The same picture in another width or format: `…/640.jpg` → `…/1200.avif`. */
export function pictureHref(jpegUrl: string, width: number, format: 'avif' | 'webp' | 'jpg'): string {
  return jpegUrl.replace(/\/\d+\.jpe?g$/, `/${width}.${format}`);
}
