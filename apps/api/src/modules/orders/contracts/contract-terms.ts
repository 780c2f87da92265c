import { fillNumbers } from '#kernel/fill-numbers';
import type { FloorProfile } from '../../../platform/data/floor-profile.js';
import { readDataFile } from '../../../platform/data/data-files.js';

/** A part of the terms, as buyers read it. */
export interface TermsSection {
  id: 'conclusion' | 'delivery' | 'returns' | 'refund' | 'complaint';
  title: string;
  text: string;
}

/** The terms that hold for orders placed now. */
export interface ContractTerms {
  version: string;
  sections: TermsSection[];
  /** Where complaints go besides the order's page: whoever runs the floor. */
  floor: { name: string; operator: string; address: string; phone: string; email: string };
}

const programme = readDataFile<{
  version: string;
  sections: (Omit<TermsSection, 'text'> & { text: string | null })[];
}>('programme/contract-terms.json');

/** The law's sections with the province's times, and the floor's own words on delivery and return in their places. */
export function contractTerms({
  province,
  operator,
  deliveryTerms,
  returnTerms,
  complaintTimers: { firstReply, resolution },
}: Pick<
  FloorProfile,
  'province' | 'operator' | 'deliveryTerms' | 'returnTerms' | 'complaintTimers'
>): ContractTerms {
  const own: Partial<Record<TermsSection['id'], string>> = { delivery: deliveryTerms, returns: returnTerms };
  const { name, address, phone, email } = operator;
  return {
    version: programme.version,
    sections: programme.sections.map(({ id, title, text }) => ({
      id,
      title,
      text: text === null ? (own[id] ?? '') : fillNumbers(text, { firstReply, resolution }),
    })),
    floor: { name: province.floorName, operator: name, address, phone, email },
  };
}
