/**
 * How much of what is on the shelf may be sold now. Batches, seasons and closed days are asked for only where the row says
 * there are any: the rest of the shop pays nothing for them.
 *
 * @param stock the alias of a row of `shop_stock` or `stock_levels`
 * @param now a placeholder of type timestamptz
 */
export const sellableOfStockSql = (stock: string, now: string): string => `
  CASE WHEN ${stock}.restricted THEN sellable_limit(${stock}.variant_id, ${stock}.on_hand,
    (${now} AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) ELSE ${stock}.on_hand END`;

/**
 * The one definition of what can be taken of a variant now: what may be sold less reserved, plus the holds whose hour has
 * passed, never below zero. Holds are looked up only where something is reserved at all.
 *
 * @param stock the alias of a row of `shop_stock`
 * @param now a placeholder of type timestamptz
 * @param holds where live holds are read, for audiences that are not given the view
 */
export const availableOfStockSql = (stock: string, now: string, holds = 'shop_holds'): string => `
  greatest(0, ${sellableOfStockSql(stock, now)} - ${stock}.reserved + CASE WHEN ${stock}.reserved > 0 THEN (
    SELECT coalesce(sum(h.quantity), 0) FROM ${holds} h
    WHERE h.variant_id = ${stock}.variant_id AND h.expires_at <= ${now}) ELSE 0 END)::integer`;

/** The same for a variant by its id; 0 for one that was never stocked. */
export const availableOfVariantSql = (variant: string, now: string): string => `
  coalesce((SELECT ${availableOfStockSql('st', now)} FROM shop_stock st WHERE st.variant_id = ${variant}), 0)`;

/** The sum over a product's variants. */
export const availableOfProductSql = (product: string, now: string): string => `
  (SELECT coalesce(sum(${availableOfStockSql('st', now)}), 0)
    FROM shop_variants sv JOIN shop_stock st ON st.variant_id = sv.id WHERE sv.product_id = ${product})`;
