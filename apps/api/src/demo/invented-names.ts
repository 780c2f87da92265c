import { share } from './demo-certificate.js';

/** A kind of goods of one product set: how its products are called, packed and priced. */
interface GoodsKind {
  setNo: number;
  /** How often it is drawn, beside the others. */
  weight: number;
  names: readonly string[];
  packings: readonly {
    name: string;
    unit: string;
    grams: number;
    measure: { amount: number; unit: 'g' | 'ml' | 'piece' };
  }[];
  /** The first packing's price in thousands of đồng, from and to. */
  price: readonly [number, number];
}

const packets = (...grams: number[]): GoodsKind['packings'] =>
  grams.map((amount) => {
    const size = amount >= 1000 ? `${amount / 1000} kg` : `${amount} g`;
    return { name: `Gói ${size}`, unit: `gói ${size}`, grams: amount + 60, measure: { amount, unit: 'g' } };
  });
const bottles = (...millilitres: number[]): GoodsKind['packings'] =>
  millilitres.map((amount) => {
    const size = amount >= 1000 ? `${amount / 1000} lít` : `${amount} ml`;
    return {
      name: `Chai ${size}`,
      unit: `chai ${size}`,
      grams: amount + 350,
      measure: { amount, unit: 'ml' },
    };
  });

/** What the province makes, in about the proportions in which its products are recognised. */
const KINDS: readonly GoodsKind[] = [
  {
    setNo: 8,
    weight: 42,
    names: [
      'Tôm khô',
      'Khô cá kèo',
      'Khô cá lóc',
      'Bánh phồng tôm',
      'Chả cá',
      'Cá khoai khô',
      'Ba khía muối',
      'Chà bông tôm',
      'Mực một nắng',
    ],
    packings: packets(250, 500, 1000),
    price: [65, 480],
  },
  {
    setNo: 2,
    weight: 9,
    names: ['Cua gạch', 'Tôm sú tươi', 'Sò huyết', 'Cá bống kèo', 'Nghêu'],
    packings: packets(500, 1000),
    price: [80, 420],
  },
  {
    setNo: 9,
    weight: 10,
    names: ['Nước mắm', 'Mắm cá sặc', 'Mắm ba khía', 'Nước mắm ruốc'],
    packings: bottles(350, 500, 1000),
    price: [35, 160],
  },
  {
    setNo: 10,
    weight: 6,
    names: ['Muối ớt', 'Muối tôm', 'Muối hột', 'Muối sả'],
    packings: packets(150, 300),
    price: [15, 60],
  },
  {
    setNo: 7,
    weight: 8,
    names: ['Bồn bồn muối', 'Chuối khô', 'Dưa năn', 'Mứt gừng'],
    packings: packets(300, 500),
    price: [30, 110],
  },
  {
    setNo: 3,
    weight: 6,
    names: ['Gạo sạch', 'Gạo lứt', 'Gạo tôm lúa'],
    packings: packets(1000, 5000),
    price: [28, 60],
  },
  {
    setNo: 6,
    weight: 5,
    names: ['Bánh tráng', 'Bún gạo khô', 'Hủ tiếu khô'],
    packings: packets(300, 500),
    price: [20, 70],
  },
  {
    setNo: 4,
    weight: 4,
    names: ['Mật ong rừng', 'Yến sào sơ chế', 'Phấn hoa'],
    packings: bottles(250, 500),
    price: [120, 520],
  },
  {
    setNo: 15,
    weight: 2,
    names: ['Rượu trái giác', 'Rượu chuối hột'],
    packings: bottles(500, 750),
    price: [120, 320],
  },
  {
    setNo: 17,
    weight: 3,
    names: ['Nước cốt trái nhàu', 'Sirô trái giác'],
    packings: bottles(330, 500),
    price: [45, 150],
  },
  {
    setNo: 12,
    weight: 2,
    names: ['Trà lá mãng cầu', 'Trà khổ qua'],
    packings: packets(100, 200),
    price: [40, 120],
  },
  {
    setNo: 1,
    weight: 2,
    names: ['Bưởi da xanh', 'Nhãn tươi'],
    packings: packets(1000, 3000),
    price: [40, 90],
  },
  {
    setNo: 21,
    weight: 1,
    names: ['Đũa đước', 'Giỏ lục bình'],
    packings: [{ name: 'Bộ 10 đôi', unit: 'bộ 10 đôi', grams: 400, measure: { amount: 1, unit: 'piece' } }],
    price: [35, 190],
  },
];

const QUALITIES = ['thượng hạng', 'đặc biệt', 'truyền thống', 'loại một', 'nhà làm'];
/** Said of what was cooked, salted or dried only. */
const QUALITIES_OF_PRESERVES = ['không phẩm màu', 'ít muối', 'phơi nắng', 'đậm vị', 'vị cay'];
const PRESERVES: ReadonlySet<number> = new Set([7, 8, 9, 10]);
const GIVEN =
  'An Bình Cúc Duyên Đào Giang Hạnh Hồng Kiều Lan Liên Linh Mai Mận Minh Ngọc Nhàn Nở Phước Quí Sen Sương Tâm Thanh Thắm Thơ Thuận Tròn Út Xuân'.split(
    ' ',
  );
const FAMILY =
  'Ba Bảy Chín Hai Hiền Kim Năm Ngân Phú Sáu Tám Thạnh Thiên Tư Tường Vạn Vĩnh Mười Đại Gia'.split(' ');

const total = KINDS.reduce((sum, kind) => sum + kind.weight, 0);

/** One drawing from a list, always the same for the same key. */
export function pick<T>(list: readonly T[], key: string): T {
  const chosen = list[Math.min(list.length - 1, Math.floor(share(key) * list.length))];
  if (chosen === undefined) throw new Error('Nothing to pick from');
  return chosen;
}

/** The kind of goods the n-th invented product is. */
export function kindOf(n: number): GoodsKind {
  let ticket = share(`kind ${n}`) * total;
  return KINDS.find((kind) => (ticket -= kind.weight) < 0) ?? pick(KINDS, 'none');
}

/** Two syllables nobody is called by, for shops and for what they make. */
export function inventedProperName(key: string): string {
  return `${pick(FAMILY, `family ${key}`)} ${pick(GIVEN, `given ${key}`)}`;
}

/** The n-th product's name: goods, quality, and whose. */
export function inventedProductName(n: number, kind: GoodsKind): string {
  const qualities = PRESERVES.has(kind.setNo) ? [...QUALITIES, ...QUALITIES_OF_PRESERVES] : QUALITIES;
  return `${pick(kind.names, `goods ${n}`)} ${pick(qualities, `quality ${n}`)} ${inventedProperName(`product ${n}`)} Mẫu`;
}
