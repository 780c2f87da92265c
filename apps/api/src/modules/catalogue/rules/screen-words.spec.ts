import { describe, expect, it } from 'vitest';
import { emptyContent } from '../changes/product-content.js';
import { screenWords } from './screen-words.js';

const inDescription = (description: string, setNo = 8): string[] =>
  screenWords({ ...emptyContent, setNo, description }).map(
    ({ severity, phrase }) => `${severity}: ${phrase}`,
  );

describe('words that are refused', () => {
  it.each([
    ['Rượu này CHỮA BỆNH đau lưng', 'refused: chữa bệnh'],
    ['ruou nay chua benh dau lung', 'refused: chữa bệnh'],
    ['Đặc-trị ho', 'refused: đặc trị'],
    ['chữa\u200b bệnh', 'refused: chữa bệnh'],
    ['Ho\u0301a ra thần dược', 'refused: thần dược'],
    ['Có ngâm mật gấu', 'refused: mật gấu'],
    ['c h ữ a b ệ n h ho', 'refused: chữa bệnh'],
    ['C.H.U.A B.E.N.H', 'refused: chữa bệnh'],
    ['Ăn là ch·ữa b·ệnh', 'refused: chữa bệnh'],
    ['#chuabenhho', 'refused: chữa bệnh'],
    ['Rượuchữabệnh', 'refused: chữa bệnh'],
    ['Chữa b ệ n h', 'refused: chữa bệnh'],
    ['\u0441hữa bệnh', 'refused: chữa bệnh'],
    ['Đặ\u0441 t\u0433ị và thuốc \u0441hữa', 'refused: thuốc chữa'],
    ['ｃｈữａ bệnh', 'refused: chữa bệnh'],
    ['ch\u0332ữa bệ\u0332nh', 'refused: chữa bệnh'],
    ['CH\u0410\u0302\u0301T LƯỢNG, TH\u0410\u0302\u0300N DƯỢC', 'refused: thần dược'],
  ])('are found in “%s”', (text, found) => {
    expect(inDescription(text)).toContain(found);
  });

  it.each([
    'Thùng chứa bệnh phẩm không đi chung với hàng này',
    'Canh chua nấu với cá lóc, chưa bệnh thì nhớ ăn',
    'Thực phẩm này không phải là thuốc, không có tác dụng thay thế thuốc chữa bệnh.',
    'Điều tri ân khách quen',
    'Đội mới về bến Rạch Gốc, đồi mối không còn',
    'Bánh thứ nhất là bánh phồng',
    'Ky thi trung hoc pho thong',
    'Cỡ S, M, L, X, A, B, C',
    'Americansalmon và internationalization',
  ])('are not found in “%s”', (text) => {
    expect(inDescription(text).filter((found) => found.startsWith('refused'))).toEqual([]);
  });

  it('are judged by officers where goods are medicine', () => {
    expect(inDescription('Hỗ trợ điều trị viêm họng', 18)).toEqual(['flagged: điều trị']);
  });
});

describe('words that are flagged', () => {
  it.each([
    ['Ngon nhất miền Tây', 'flagged: ngon nhất'],
    ['Hàng số 1 Cà Mau', 'flagged: số 1'],
    ['Đạt 4 sao OCOP', 'flagged: sao ocop'],
    ['Nhắn Zalo bác Ba', 'flagged: zalo'],
  ])('are found in “%s”', (text, found) => {
    expect(inDescription(text)).toContain(found);
  });

  it('are told with the very letters, also where accents are characters of their own', () => {
    const description = 'Khô ngon nhâ\u0301t, nhắn za\u200blo';
    const found = screenWords({ ...emptyContent, description });
    const shown = found.flatMap(({ places }) => places.map(({ from, to }) => description.slice(from, to)));
    expect(shown).toEqual(['ngon nhâ\u0301t', 'za\u200blo']);
  });

  it('are told with their place', () => {
    const content = {
      ...emptyContent,
      label: { use: 'Ăn là khỏi bệnh' },
      images: [{ id: 'x', alt: 'Khô ngon nhất' }],
    };
    expect(screenWords(content).map(({ path, severity }) => [path, severity])).toEqual([
      ['label.use', 'refused'],
      ['images.0.alt', 'flagged'],
    ]);
  });
});
