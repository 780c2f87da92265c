export { CatalogueModule } from './catalogue.module.js';
export { ChangePrice } from './change-price.js';
export { CheckProduct } from './check-product.js';
export { ListProduct } from './list-product.js';
export type { ListProductInput } from './list-product.dto.js';
export { publicationMoves, type PublicationStatus } from './publication-status.js';
export { PublishProduct } from './publish-product.js';
export { SubmitProduct } from './submit-product.js';
export { WithdrawProduct } from './withdraw-product.js';
