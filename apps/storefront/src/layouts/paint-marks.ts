/**
 * Id of the mark behind the parts of a page that push each other about while they arrive: nothing is painted before it
 * (decision 58). In order: behind the head, behind a product's price, behind the first cards of a list, behind everything.
 */
export type PaintMark = 'dau-trang' | 'dau-san-pham' | 'dau-danh-sach' | 'cuoi-trang';
