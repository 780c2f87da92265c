import type { EntityManager } from 'typeorm';
import type { ProducerKind } from '../producer.entity.js';
import type { SellerStatus } from '../seller-status.js';
import { CONSENT_NAMES, consentsInForce } from './application-consents.js';
import type { Addition, GivenConsent } from './seller-application.entity.js';
import type { StepName } from './application.dto.js';

/** Everything an application says, as it stands; sealed values still sealed. */
export interface ApplicationState {
  sellerId: string;
  producerId: string;
  slug: string;
  status: SellerStatus;
  kind: ProducerKind;
  legalName: string;
  name: string;
  story: string;
  registrationNumber: string | null;
  registeredOn: string | null;
  taxCode: string | null;
  representativeName: string | null;
  idNumberSealed: string | null;
  dateOfBirthSealed: string | null;
  positionSealed: string | null;
  communeCode: string;
  communeName: string;
  addressLine: string | null;
  phone: string;
  bankSealed: string | null;
  consents: Record<string, GivenConsent>;
  stepVersions: Record<string, number>;
  /** The register's entry the applicant named, and the one the producer is linked to. */
  cooperativeId: string | null;
  linkedCooperativeId: string | null;
  startedBy: string;
  submittedAt: Date | null;
  submittedBy: string | null;
  dueOn: string | null;
  refusedAt: Date | null;
  additions: Addition[];
  additionsUntil: string | null;
  documentKinds: string[];
}

/** Kinds of papers, and which of them an application cannot do without. */
export const PAPERS: readonly { kind: string; needed: boolean }[] = [
  { kind: 'registration', needed: true },
  { kind: 'tax', needed: false },
  { kind: 'identity', needed: true },
  { kind: 'bank', needed: true },
  { kind: 'other', needed: false },
];

/** Reads a shop with its application; null where the transaction sees no such shop, or the shop never applied. */
export async function readApplication(tx: EntityManager, sellerId: string): Promise<ApplicationState | null> {
  const [row] = await tx.query<ApplicationState[]>(
    `SELECT s.id AS "sellerId", s.producer_id AS "producerId", s.slug, s.status, p.kind, p.legal_name AS "legalName", s.name,
       s.story, a.registration_number AS "registrationNumber", to_char(a.registered_on, 'YYYY-MM-DD') AS "registeredOn",
       p.tax_code AS "taxCode", p.representative AS "representativeName", a.id_number_sealed AS "idNumberSealed",
       a.date_of_birth_sealed AS "dateOfBirthSealed", a.position_sealed AS "positionSealed", a.consents,
       a.step_versions AS "stepVersions", a.cooperative_id AS "cooperativeId",
       p.cooperative_id AS "linkedCooperativeId",
       p.commune_code AS "communeCode", c.full_name AS "communeName", p.address_line AS "addressLine", s.phone,
       a.bank_sealed AS "bankSealed", a.started_by AS "startedBy", a.submitted_at AS "submittedAt",
       a.submitted_by AS "submittedBy", to_char(a.due_on, 'YYYY-MM-DD') AS "dueOn", a.refused_at AS "refusedAt",
       a.additions, to_char(a.additions_until, 'YYYY-MM-DD') AS "additionsUntil",
       array(SELECT DISTINCT d.kind::text FROM seller_documents d WHERE d.seller_id = s.id) AS "documentKinds"
     FROM sellers s JOIN producers p ON p.id = s.producer_id JOIN communes c ON c.code = p.commune_code
     JOIN seller_applications a ON a.seller_id = s.id WHERE s.id = $1`,
    [sellerId],
  );
  return row ?? null;
}

/** The number a step is saved under; it rises with every saving. */
export const versionOf = ({ stepVersions }: Pick<ApplicationState, 'stepVersions'>, step: StepName): number =>
  stepVersions[step] ?? 1;

/**
 * What keeps an application from being sent: step by step the answers that are not there. Consent to a text that has been
 * replaced since is missing.
 */
export function missingParts(
  state: ApplicationState,
  now: Date,
): { step: StepName | 'documents'; fields: string[] }[] {
  const open = (fields: Record<string, unknown>): string[] =>
    Object.entries(fields).flatMap(([name, value]) => (value === null || value === '' ? [name] : []));
  const parts = [
    { step: 'producer', fields: open({ legalName: state.legalName, name: state.name }) },
    {
      step: 'registration',
      fields: open({
        registrationNumber: state.registrationNumber,
        registeredOn: state.registeredOn,
        taxCode: state.taxCode,
      }),
    },
    {
      step: 'representative',
      fields: open({
        representativeName: state.representativeName,
        position: state.positionSealed,
        dateOfBirth: state.dateOfBirthSealed,
        idNumber: state.idNumberSealed,
      }),
    },
    { step: 'address', fields: open({ addressLine: state.addressLine, phone: state.phone }) },
    { step: 'bank', fields: state.bankSealed === null ? ['bankBin', 'accountNumber', 'accountName'] : [] },
    { step: 'consents', fields: open(consentsInForce(state.consents, now)) },
    {
      step: 'documents',
      fields: PAPERS.flatMap(({ kind, needed }) =>
        needed && !state.documentKinds.includes(kind) ? [kind] : [],
      ),
    },
  ] as const;
  return parts
    .filter(({ fields }) => fields.length > 0)
    .map(({ step, fields }) => ({ step, fields: [...fields] }));
}

/**
 * A step's answers as its form shows them. What is sealed is never among them: `kept` names what is there.
 *
 * @param position opened, for the shop's own side; it is sealed to go with the shop's key, not to be hidden from the shop
 */
export function answersOfStep(
  state: ApplicationState,
  step: StepName,
  position: string | null = null,
): Record<string, unknown> {
  switch (step) {
    case 'producer':
      return { kind: state.kind, legalName: state.legalName, name: state.name, story: state.story };
    case 'registration': {
      const { registrationNumber, registeredOn, taxCode } = state;
      return { registrationNumber, registeredOn, taxCode };
    }
    case 'representative':
      return {
        representativeName: state.representativeName,
        position,
        dateOfBirth: null,
        idNumber: null,
        kept: [
          ...(state.positionSealed === null || position !== null ? [] : ['position']),
          ...(state.dateOfBirthSealed === null ? [] : ['dateOfBirth']),
          ...(state.idNumberSealed === null ? [] : ['idNumber']),
        ],
      };
    case 'address':
      return {
        communeCode: state.communeCode,
        commune: { code: state.communeCode, name: state.communeName },
        addressLine: state.addressLine,
        phone: state.phone,
      };
    case 'bank':
      return {
        bankBin: null,
        accountNumber: null,
        accountName: null,
        kept: state.bankSealed === null ? [] : ['bankBin', 'accountNumber', 'accountName'],
      };
    case 'consents':
      return Object.fromEntries(
        Object.entries(CONSENT_NAMES).map(([name, purpose]) => [
          name,
          state.consents[purpose]?.version ?? null,
        ]),
      );
  }
}
