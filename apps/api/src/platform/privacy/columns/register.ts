import { link, nothing, people, plain, type TableOfPeople } from '../classification.js';

/** Cooperatives, bodies of many members of whom none is named, and annexes of decisions, which name who makes a product. */
export const registerColumns: Readonly<Record<string, TableOfPeople>> = {
  cooperatives:
    nothing(`register_number name tax_code field field_detail commune_code founded_on entered_on has_office
    has_computer has_website status status_from status_changed_at version illustrative`),
  cooperative_statuses: nothing('cooperative_id status from_on'),
  cooperative_counts: nothing('cooperative_id counted_on members workers'),
  cooperative_imports: people({
    none: `file_name status status_changed_at communes rows_created rows_updated rows_unchanged rows_faulty
      ignored_columns`,
    personal: { created_by: link },
    kept: 'as long as the register: it says where an entry came from, and lets it be undone',
    erasure: { kept: 'an officer’s work in the register stays on record' },
  }),
  cooperative_import_rows: nothing('import_id row_no outcome cells problems cooperative_id target before'),
  annex_imports: people({
    none: `file_name decision_number decision_date issued_by status status_changed_at communes mapping left_out
      rows_created rows_unchanged rows_faulty rows_warned started_at refusal`,
    personal: {
      created_by: link,
      decided_by: link,
      headings: plain('with the first row’s words: a published decision names who makes a product'),
    },
    kept: 'as long as the register: it says where an entry came from, and lets it be undone',
    erasure: { kept: 'an officer’s work in the register stays on record' },
  }),
  annex_import_rows: people({
    none: 'import_id row_no outcome problems warnings subject certification_id',
    personal: {
      raw: plain(
        'a published decision names who makes a product; emptied when the file is taken, gone with it where nobody confirms it within 30 days',
      ),
      cells: plain('a published decision names who makes a product'),
      target: plain('a published decision names who makes a product'),
    },
    kept: 'as long as the register, with its import',
    erasure: { kept: 'a public decision about a product; it does not go with an account' },
  }),
};
