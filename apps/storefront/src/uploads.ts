import { paths } from './paths.js';

/** Stands for any one part of an address; no code or slug has it. */
const ANY = '*';

/** Pages whose forms bring pictures, papers or spreadsheets. */
const PAGES = [
  paths.returnGoods(ANY, ANY),
  paths.reviewOrder(ANY, ANY),
  paths.orderDisputes(ANY, ANY),
  paths.sellerStep(ANY, 'giay-to'),
  paths.sellerProductNew(ANY),
  paths.sellerProductStep(ANY, ANY, 'anh'),
  paths.sellerProductStep(ANY, ANY, 'giay-to'),
  paths.sellerDispute(ANY, ANY),
  paths.sellerMoneySheets(ANY, 'bank_statement'),
  paths.sellerMoneySheets(ANY, 'cod_remittance'),
  paths.keptPointPhotos(ANY),
  paths.registerImports,
  paths.annexes,
  paths.certificate(ANY),
].map((path) => new RegExp(`^${path.replaceAll(ANY, '[^/]+')}$`));

/** Whether a form sent to that page, its address without the language, may be as long as a photograph. */
export const takesUploads = (page: string): boolean => PAGES.some((address) => address.test(page));
