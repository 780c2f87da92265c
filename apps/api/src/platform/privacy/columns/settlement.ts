import { link, nothing, people, plain, type TableOfPeople } from '../classification.js';

/** The ledger, taxes at the source, and what was decided about them: sums by shop and order, no buyer in any. */
export const settlementColumns: Readonly<Record<string, TableOfPeople>> = {
  ledger_differences: nothing('order_id what subject_id ledger_vnd expected_vnd found_at settled_at'),
  ledger_causes: nothing('cause cause_id order_id occurred_at posted_at'),
  ledger_transactions: nothing(
    'seller_id order_id cause cause_id kind channel occurred_at month reverses_id posted_at',
  ),
  ledger_entries: nothing('transaction_id account amount_vnd'),
  tax_withholdings: nothing(
    'transaction_id seller_id part kind mode month vat_permille pit_permille revenue_vnd vat_vnd pit_vnd reverses_id',
  ),
  tax_forms: people({
    none: 'period version digest issued_at',
    personal: {
      issued_by: link,
      content: plain(
        'sums of households under the names and tax codes that their shops’ pages show; the tax office must be able to check them, and each look at one is recorded',
      ),
    },
    kept: '10 years: tax papers (Law on tax administration)',
    erasure: { kept: 'a declaration that was filed; it does not go with an account' },
  }),
  settlement_terms: people({
    none: 'subject mode fee_basis_points effective_from decided_at',
    personal: {
      decided_by: link,
      reason: plain('the floor’s reason for a decision about all shops; the form asks for nobody’s data'),
    },
    kept: '10 years: tax papers are founded on it',
    erasure: {
      kept: 'an officer’s decision stays on record; who made it says nothing once the account is emptied',
    },
  }),
};
