/**
 * The one definition of what can be taken of a variant now: on hand less reserved, plus the holds whose hour has passed,
 * never below zero. Holds are looked up only where something is reserved at all.
 *
 * @param stock the alias of a row of `shop_stock`
 * @param now a placeholder of type timestamptz
 */
export const availableOfStockSql = (stock: string, now: string): string => `
  greatest(0, ${stock}.on_hand - ${stock}.reserved + CASE WHEN ${stock}.reserved > 0 THEN (
    SELECT coalesce(sum(h.quantity), 0) FROM shop_holds h
    WHERE h.variant_id = ${stock}.variant_id AND h.expires_at <= ${now}) ELSE 0 END)::integer`;

/** The same for a variant by its id; 0 for one that was never stocked. */
export const availableOfVariantSql = (variant: string, now: string): string => `
  coalesce((SELECT ${availableOfStockSql('st', now)} FROM shop_stock st WHERE st.variant_id = ${variant}), 0)`;

/** The sum over a product's variants. */
export const availableOfProductSql = (product: string, now: string): string => `
  (SELECT coalesce(sum(${availableOfStockSql('st', now)}), 0)
    FROM shop_variants sv JOIN shop_stock st ON st.variant_id = sv.id WHERE sv.product_id = ${product})`;
