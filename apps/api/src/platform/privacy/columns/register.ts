import { nothing, type TableOfPeople } from '../classification.js';

/** The register of cooperatives: bodies of many members, none of whom it names. */
export const registerColumns: Readonly<Record<string, TableOfPeople>> = {
  cooperatives:
    nothing(`register_number name tax_code field field_detail commune_code founded_on entered_on has_office
    has_computer has_website status status_from status_changed_at version illustrative`),
  cooperative_statuses: nothing('cooperative_id status from_on'),
  cooperative_counts: nothing('cooperative_id counted_on members workers'),
};
