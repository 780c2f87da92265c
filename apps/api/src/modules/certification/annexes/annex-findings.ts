import type { AnnexColumnKey } from './annex-columns.js';
import type { AnnexFinding } from './read-annex-row.js';

const at = (column: AnnexFinding['column'], code: string, message: string): AnnexFinding => ({
  column,
  code,
  message,
});

/** What is said at a cell, in words for whoever made the file. Rules of a certificate bring their own. */
export const FINDINGS = {
  missing: (column: AnnexColumnKey) => at(column, 'required', MISSING[column] ?? 'Không được để trống'),
  otherDecision: () =>
    at('decisionNumber', 'other_decision', 'Dòng này ghi một quyết định khác; mỗi tệp chỉ nhập phụ lục của một quyết định'),
  twice: (first: number) =>
    at('productName', 'twice_in_file', `Sản phẩm này của chủ thể này đã có ở dòng ${first} của tệp`),
  codeTwice: (first: number) =>
    at('productCode', 'code_twice', `Mã sản phẩm này đã có ở dòng ${first} của tệp`),
  outsideTerritory: () =>
    at('communeCode', 'outside_territory', 'Xã, phường này không thuộc địa bàn của bạn'),
  ownGoods: () =>
    at('productName', 'own_goods', 'Sản phẩm của gian hàng mà chính bạn có tham gia; cán bộ khác phải ghi'),
  otherSet: (setNo: number) =>
    at('setNo', 'other_set', `Sản phẩm này trên sàn thuộc bộ sản phẩm ${setNo}`),
  noSuchCooperative: () => at('registerNumber', 'unknown', 'Sổ hợp tác xã không có số đăng ký này'),
  nothingBefore: () =>
    at('kind', 'nothing_before', 'Sổ không có giấy chứng nhận trước của sản phẩm này; ghi giấy trước, hoặc ghi là công nhận lần đầu'),
  severalBefore: () =>
    at('kind', 'several_before', 'Sổ có nhiều giấy chứng nhận chưa nối với nhau của sản phẩm này; hãy ghi dòng này từ trang của giấy cần nối'),
  recordedOtherwise: (column: AnnexColumnKey, recorded: string) =>
    at(column, 'recorded_otherwise', `Sổ đã ghi sản phẩm này theo quyết định này, nhưng ở đây sổ ghi khác: ${recorded}`),
  nameOnFloor: (name: string) =>
    at('productName', 'name_differs', `Sàn ghi tên sản phẩm là “${name}”; sổ sẽ theo tên trên sàn`),
  holderOnFloor: (name: string) =>
    at('holderName', 'holder_differs', `Mã số thuế này trên sàn là của “${name}”; sổ sẽ theo tên trên sàn`),
  communeOnFloor: () =>
    at('communeCode', 'commune_differs', 'Sàn ghi sản phẩm ở xã, phường khác; sổ sẽ theo sàn'),
  nameInRegister: (name: string) =>
    at('productName', 'name_differs', `Sổ ghi tên sản phẩm là “${name}”; giấy mới theo tên đã ghi`),
  knownBefore: () =>
    at('kind', 'known_before', 'Sổ đã có giấy chứng nhận của sản phẩm này; nếu là nâng hạng hay đánh giá lại, hãy ghi ở cột Hình thức'),
  alike: (name: string) =>
    at('productName', 'alike', `Chủ thể này đã có “${name}”; dòng này sẽ thành một sản phẩm khác`),
} as const; // prettier-ignore

const MISSING: Partial<Record<AnnexColumnKey, string>> = {
  setNo: 'Không được để trống khi sản phẩm chưa có trên sàn',
  holderKind: 'Tên chủ thể không cho biết loại hình; hãy ghi ở cột Loại hình chủ thể',
};

/** What the register keeps of a certificate and a row may say otherwise. */
export const ALREADY_THERE: Readonly<Partial<Record<AnnexColumnKey, true>>> = {
  productCode: true,
  stars: true,
  score: true,
  certificateNumber: true,
  issuedOn: true,
  expiresOn: true,
  filedOn: true,
  kind: true,
};
