import { link, nothing, people, type TableOfPeople } from '../classification.js';

/** The register of cooperatives: bodies of many members, none of whom it names. */
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
};
