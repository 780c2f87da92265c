/** A page of a contact sheet: where it is, and what is done first for it to show something. */
export interface ShownPage {
  name: string;
  path: string;
  dark?: boolean;
}

/** A sheet: the pages of one of the three people who use the floor. */
export interface SheetOf {
  file: string;
  /** Whose demo account opens the pages; nobody's where it is null. */
  role: string | null;
  pages: readonly ShownPage[];
}

/** What the pages of a sheet are about, looked up in the demo that is running. */
export interface Shown {
  /** A product that is on sale. */
  product: string;
  seller: string;
  point: string;
  story: string;
  /** A purchase that was just placed. */
  purchase: string;
  /** The shop whose owner looks at its pages. */
  shop: string;
  /** An order of that shop. */
  order: string;
}

const page = (name: string, path: string, dark = false): ShownPage => ({ name, path, dark });

export const sheets = (of: Shown): readonly SheetOf[] => [
  {
    file: 'shop',
    role: null,
    pages: [
      page('Home', '/'),
      page('Home, dark', '/', true),
      page('Home, in English', '/en'),
      page('Products', '/san-pham'),
      page('Product', `/san-pham/${of.product}`),
      page('Product, dark', `/san-pham/${of.product}`, true),
      page('Product, in English', `/en/san-pham/${of.product}`),
      page('Search', '/tim-kiem?q=tom+kho'),
      page('Seller', `/nguoi-ban/${of.seller}`),
      page('Tourism points', '/du-lich'),
      page('Tourism point', `/du-lich/${of.point}`),
      page('Story', `/cau-chuyen/${of.story}`),
      page('For the press', '/bao-chi'),
      page('Without a line', '/ngoai-tuyen'),
    ],
  },
  {
    file: 'ordering',
    role: null,
    pages: [
      page('Cart', '/gio-hang'),
      page('Checkout', '/dat-hang'),
      page('Checkout, in English', '/en/dat-hang'),
      page('Purchase', `/don-hang/${of.purchase}`),
      page('Purchase, dark', `/don-hang/${of.purchase}`, true),
      page('Find an order', '/tra-cuu-don'),
      page('Complaints', '/khieu-nai'),
      page('Operating rules', '/quy-che'),
      page('Sign in', '/dang-nhap'),
    ],
  },
  {
    file: 'seller',
    role: 'owner',
    pages: [
      page('Today', `/kenh-nguoi-ban/${of.shop}`),
      page('Orders', `/kenh-nguoi-ban/${of.shop}/don-hang`),
      page('Order', `/kenh-nguoi-ban/${of.shop}/don-hang/${of.order}`),
      page('Products', `/kenh-nguoi-ban/${of.shop}/san-pham`),
      page('Money', `/kenh-nguoi-ban/${of.shop}/tien`),
      page('Reviews', `/kenh-nguoi-ban/${of.shop}/danh-gia`),
      page('Questions', `/kenh-nguoi-ban/${of.shop}/hoi-dap`),
    ],
  },
  {
    file: 'administration',
    role: 'administrator',
    pages: [
      page('Desk', '/quan-tri'),
      page('Certificates', '/quan-tri/chung-nhan'),
      page('Shops', '/quan-tri/gian-hang'),
      page('Listings to decide', '/quan-tri/san-pham'),
      page('Disputes', '/quan-tri/khieu-nai'),
      page('Reports', '/quan-tri/phan-anh'),
      page('Articles', '/quan-tri/bai-viet'),
      page('Search words', '/quan-tri/tim-kiem'),
      page('Taxes', '/quan-tri/thue'),
    ],
  },
];
