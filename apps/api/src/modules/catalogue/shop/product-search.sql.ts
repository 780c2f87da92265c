import { listedSql } from './product-card.sql.js';

/** Common table expressions that end in `hits`: the listed products a person may have meant, each with its relevance. */
export const searchSql = (q: string, day: string): string => `
  wanted AS MATERIALIZED (SELECT plainto_tsquery('simple', fold_vi(${q})) AS query),
  hits AS MATERIALIZED (
    SELECT l.*, (ts_rank(l.search, (SELECT query FROM wanted)) * 1000000)::bigint AS relevance FROM shop_listings l
    WHERE l.search @@ (SELECT query FROM wanted) AND ${listedSql('l', day)})`;
