import { buyingColumns } from './columns/buying.js';
import { groundColumns } from './columns/ground.js';
import { identityColumns } from './columns/identity.js';
import { productReviewColumns } from './columns/product-reviews.js';
import { registerColumns } from './columns/register.js';
import { privacyColumns } from './columns/privacy.js';
import { settlementColumns } from './columns/settlement.js';
import { shopColumns } from './columns/shops.js';
import type { TableOfPeople } from './classification.js';

/**
 * Every column of every table: whether it says something about a person, how it is protected, how long it is kept and
 * why, and what erasing an account does to it. What is declared here is what runs: erasure, a person's copy of their
 * data and its tests read this list. tests/architecture/personal-columns walks the schema and fails on a column that
 * nobody has classified.
 */
export const personalColumns: Readonly<Record<string, TableOfPeople>> = {
  ...identityColumns,
  ...shopColumns,
  ...buyingColumns,
  ...privacyColumns,
  ...groundColumns,
  ...registerColumns,
  ...settlementColumns,
  ...productReviewColumns,
};
