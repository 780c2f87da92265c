import type { Day } from '#kernel/time';
import { readDataFile } from '../platform/data/data-files.js';

/** Where an application of the demo has come to. */
export const demoApplicationStates = [
  'draft', 'submitted', 'additions', 'approved', 'refused', 'withdrawn',
] as const; // prettier-ignore

/** Somebody who applies for a shop in the demo, with everything they write. */
export interface DemoApplication {
  state: (typeof demoApplicationStates)[number];
  /** The phone they sign in with, E.164. */
  account: string;
  kind: 'cooperative' | 'cooperative_group' | 'small_enterprise' | 'farm' | 'household' | 'association';
  legalName: string;
  name: string;
  communeCode: string;
  /** Register number of the entry they name. */
  cooperative: string | null;
  representativeName: string;
  position: string;
  dateOfBirth: Day;
  idNumber: string;
  registrationNumber: string;
  registeredOn: Day;
  taxCode: string;
  addressLine: string;
  phone: string;
  accountNumber: string;
  accountName: string;
  additions?: { step: string; field: string; reason: string; words: string }[];
  refusal?: { reason: string; words: string };
  /** Counted from the day of seeding; what follows comes a day, and then three days, later. */
  startedDaysAgo: number;
}

/** The applications of a province's demo; a province whose demo has no such file has none. */
export function demoApplications(folder: string): DemoApplication[] {
  const index = readDataFile<{ applications?: string[] }>(`${folder}/demo/index.json`);
  return (index.applications ?? []).flatMap(
    (path) => readDataFile<{ applications: DemoApplication[] }>(`${folder}/demo/${path}`).applications,
  );
}

/** What is invented of such a producer: all of it. */
export const INVENTED_OF_APPLICANT = [
  'name', 'legalName', 'representative', 'communeCode', 'addressLine', 'taxCode', 'phone', 'story', 'bankAccount',
] as const; // prettier-ignore

/** A page that says of itself what it is, for every paper of the demo. */
export function samplePaper(): Buffer {
  const text = 'BT /F1 28 Tf 60 420 Td (BAN MINH HOA) Tj 0 -40 Td /F1 16 Tf (Khong phai giay to that) Tj ET';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
