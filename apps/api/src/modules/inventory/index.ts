export { availableOfProductSql, availableOfStockSql, availableOfVariantSql } from './available.sql.js';
export { reserveStock, type ShortVariant, type StockClaim } from './reserve-stock.js';
export { releaseStock } from './release-stock.js';
export { RecountStock } from './recount-stock.js';
export { StockReservation } from './stock-reservation.entity.js';
export { InventoryModule } from './inventory.module.js';
export { openStock, type NewShelf } from './open-stock.js';
export { ReceiveStock } from './receive-stock.js';
export { actOnStock, shelfOf, type Shelf, type StockAct } from './act-on-stock.js';
