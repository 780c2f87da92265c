import type { Rulebook, RuleViolation } from '#kernel/certificate-issuers';
import { certificateExpiry } from '#kernel/certificate-rules';
import { editDistance1, foldVietnamese } from '#kernel/text';
import { formatDay, type Day } from '#kernel/time';
import type { RecordCertificationInput } from '../certificates/certificate-input.dto.js';
import type { Registrar } from '../certificates/find-certificate.js';
import { certificateFaults } from '../certificates/judge-certificate.js';
import { ANNEX_COLUMN_KEYS, KIND_WORDS, NEEDED_COLUMNS, type AnnexColumnKey } from './annex-columns.js';
import { ALREADY_THERE, FINDINGS } from './annex-findings.js';
import { readAnnexHolder } from './read-annex-holder.js';
import type { AnnexFinding, AnnexValues, ReadAnnexRow } from './read-annex-row.js';
import { foldHolder } from './holder-names.js';
import { KnownIndex } from './known-index.js';
import type { FloorProduct, KnownThings, RegisteredCertificate } from './read-known.sql.js';

export type AnnexOutcome = 'create' | 'unchanged' | 'faulty';

/** What a row's certificate will be of: a product of the floor, of what it follows, or one the floor does not sell. */
export type AnnexSubject =
  | { kind: 'floor'; slug: string; name: string }
  | { kind: 'chain'; certificateId: string; name: string }
  | { kind: 'register'; certificateId: string; name: string }
  | { kind: 'off_floor' };

/** A row with what taking the file would make of it. */
export interface JudgedAnnexRow {
  no: number;
  outcome: AnnexOutcome;
  cells: ReadAnnexRow['cells'];
  problems: AnnexFinding[];
  warnings: AnnexFinding[];
  subject: AnnexSubject | null;
  /** Where its certificate lies. */
  communeCode: string | null;
  target: RecordCertificationInput | null;
}

/** The decision the annex belongs to, as the form says it. */
export interface AnnexDecision {
  decisionNumber: string;
  decisionDate: Day;
  issuedBy: string;
}

interface Rules {
  decision: AnnexDecision;
  officer: Registrar;
  rulebook: Rulebook;
  today: Day;
}

type Bench = Rules & { known: KnownIndex };

/** Holds the rows of an annex against register and floor by the rules a form meets; nothing is written. */
export function judgeAnnex(
  rows: readonly ReadAnnexRow[],
  { known, ...rules }: Rules & { known: KnownThings },
): JudgedAnnexRow[] {
  const bench = { ...rules, known: new KnownIndex(known) };
  const firstWith = new Map<string, number>();
  const firstWithCode = new Map<string, number>();
  return rows.map((row) => {
    const { values } = row;
    const problems = [...row.problems];
    for (const column of NEEDED_COLUMNS)
      if (values[column] === undefined && !has(problems, column)) problems.push(FINDINGS.missing(column));
    if (values.decisionNumber !== undefined && !isSame(values.decisionNumber, bench.decision.decisionNumber))
      problems.push(FINDINGS.otherDecision());
    const key = keyOf(values);
    const first = firstWith.get(key);
    if (first === undefined) firstWith.set(key, row.no);
    else if (values.productName !== undefined) problems.push(FINDINGS.twice(first));
    if (problems.length > 0) return faulty(row, [...problems, ...rulesOf(values, problems, bench)]);
    const judged = judgeRow(row, bench);
    const code = values.productCode ?? '';
    const sameCode = firstWithCode.get(code);
    if (sameCode === undefined) firstWithCode.set(code, row.no);
    else if (judged.outcome === 'create') judged.warnings.push(FINDINGS.codeTwice(sameCode));
    return judged;
  });
}

function judgeRow(row: ReadAnnexRow, bench: Bench): JudgedAnnexRow {
  const { values } = row;
  const { decision, known, officer, rulebook, today } = bench;
  const communeCode = values.communeCode ?? '';
  if (officer.communes !== null && !officer.communes.includes(communeCode))
    return faulty(row, [FINDINGS.outsideTerritory()]);
  const product = known.product(values);
  const warnings = product === undefined ? [] : differencesTo(product, values);
  const history = known.history(values, product);
  if (product?.own === true || history.some(({ own }) => own)) return faulty(row, [FINDINGS.ownGoods()]);
  const record = recordOf(values, decision);
  const { kind } = record;
  const there = history.find(
    ({ decisionNumber, decisionDate }) =>
      decisionDate === decision.decisionDate && isSame(decisionNumber, decision.decisionNumber),
  );
  if (there !== undefined) return judgeThere(row, there, record, warnings);
  if (kind !== 'first') return judgeFollowing(row, history, record, { ...bench, warnings });
  if (history.some(({ revokedOn }) => revokedOn === null)) warnings.push(FINDINGS.knownBefore());
  const problems: AnnexFinding[] = [];
  if (product !== undefined && values.setNo !== undefined && values.setNo !== product.setNo)
    problems.push(FINDINGS.otherSet(product.setNo));
  const holder = product === undefined ? readAnnexHolder(values, known, problems) : undefined;
  const faults = certificateFaults(record, product ?? { communeCode }, undefined, { rulebook, today });
  problems.push(...asFindings(faults));
  if (problems.length > 0) return faulty(row, problems);
  if (product === undefined) warnings.push(...alike(values, known));
  return {
    ...shownOf(row),
    outcome: 'create',
    problems: [],
    warnings,
    subject:
      product === undefined
        ? { kind: 'off_floor' }
        : { kind: 'floor', slug: product.slug, name: product.productName },
    communeCode: product?.communeCode ?? communeCode,
    target: {
      ...record,
      ...(product === undefined ? {} : { productId: product.productId }),
      ...(holder === undefined ? {} : { holder }),
    },
  };
}

/** What a row says, as the register takes it in; what it leaves out follows from the decision. */
function recordOf(values: AnnexValues, decision: AnnexDecision): RecordCertificationInput {
  const { issuedOn = decision.decisionDate } = values;
  return {
    ...decision,
    productCode: values.productCode ?? '',
    stars: values.stars ?? 0,
    score: values.score ?? null,
    certificateNumber: values.certificateNumber ?? null,
    filedOn: values.filedOn ?? null,
    issuedOn,
    expiresOn: values.expiresOn ?? certificateExpiry(issuedOn),
    kind: values.kind ?? 'first',
  };
}

/** Of a row that cannot be read whole, what the rules say of the cells that can: all is mended in one go. */
function rulesOf(
  values: AnnexValues,
  problems: readonly AnnexFinding[],
  { decision, rulebook, today }: Bench,
): AnnexFinding[] {
  const { communeCode } = values;
  const record = recordOf(values, decision);
  const faults = certificateFaults(record, { communeCode: communeCode ?? '' }, undefined, {
    rulebook,
    today,
  });
  return asFindings(faults).filter(
    ({ column, code }) =>
      column !== 'decision' &&
      values[column] !== undefined &&
      !has(problems, column) &&
      (communeCode !== undefined || code !== 'product_code_place'),
  );
}

/** A renewal or an upgrade: it needs the one certificate of the register that it follows. */
function judgeFollowing(
  row: ReadAnnexRow,
  history: readonly RegisteredCertificate[],
  record: RecordCertificationInput,
  { rulebook, today, warnings }: Bench & { warnings: AnnexFinding[] },
): JudgedAnnexRow {
  const open = history.filter(({ isFollowed, revokedOn }) => !isFollowed && revokedOn === null);
  const [previous, other] = open;
  if (previous === undefined) return faulty(row, [FINDINGS.nothingBefore()]);
  if (other !== undefined) return faulty(row, [FINDINGS.severalBefore()]);
  const faults = certificateFaults(record, previous, previous, { rulebook, today });
  if (faults.length > 0) return faulty(row, asFindings(faults));
  if (row.values.productName !== previous.productName)
    warnings.push(FINDINGS.nameInRegister(previous.productName));
  const target = { ...record, followsId: previous.id };
  const subject = { kind: 'chain' as const, certificateId: previous.id, name: previous.productName };
  return {
    ...shownOf(row),
    outcome: 'create',
    problems: [],
    warnings,
    subject,
    communeCode: previous.communeCode,
    target,
  };
}

/** The register has this product under this decision: the same again, or something else, which only a person settles. */
function judgeThere(
  row: ReadAnnexRow,
  there: RegisteredCertificate,
  record: RecordCertificationInput,
  warnings: AnnexFinding[],
): JudgedAnnexRow {
  const differing = ANNEX_COLUMN_KEYS.find(
    (column) => row.values[column] !== undefined && column in ALREADY_THERE && differs(column, record, there),
  );
  if (differing !== undefined) {
    const recorded = shownValue(there[differing as keyof RegisteredCertificate]);
    return faulty(row, [FINDINGS.recordedOtherwise(differing, recorded)]);
  }
  const subject = { kind: 'register' as const, certificateId: there.id, name: there.productName };
  return {
    ...shownOf(row),
    outcome: 'unchanged',
    problems: [],
    warnings,
    subject,
    communeCode: null,
    target: null,
  };
}

const differs = (column: AnnexColumnKey, record: object, there: object): boolean =>
  (record as Record<string, unknown>)[column] !== (there as Record<string, unknown>)[column];

function shownValue(value: unknown): string {
  if (typeof value === 'number') return String(value).replace('.', ',');
  if (typeof value !== 'string') return '–';
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDay(value);
  return value in KIND_WORDS ? KIND_WORDS[value as keyof typeof KIND_WORDS] : value;
}

/** Where the floor says otherwise than the file, the floor is followed and the officer told. */
function differencesTo(
  product: FloorProduct,
  { productName, holderName = '', communeCode }: AnnexValues,
): AnnexFinding[] {
  return [
    ...(product.productName === productName ? [] : [FINDINGS.nameOnFloor(product.productName)]),
    ...(foldHolder(product.holderName) === foldHolder(holderName)
      ? []
      : [FINDINGS.holderOnFloor(product.holderName)]),
    ...(product.communeCode === communeCode ? [] : [FINDINGS.communeOnFloor()]),
  ];
}

/** Products of the same holder under nearly the same name: perhaps one that was meant. */
function alike({ productName = '', holderName = '' }: AnnexValues, known: KnownIndex): AnnexFinding[] {
  const name = foldVietnamese(productName);
  const near = known
    .namesOf(holderName)
    .find(
      ({ folded }) =>
        folded !== name &&
        (editDistance1(folded, name) ||
          ` ${folded} `.includes(` ${name} `) ||
          ` ${name} `.includes(` ${folded} `)),
    );
  return near === undefined ? [] : [FINDINGS.alike(near.name)];
}

/** What rules say of a field of the register, at the column that says it. */
const asFindings = (faults: readonly RuleViolation[]): AnnexFinding[] =>
  faults.map(({ field, rule, message, source }) => ({
    column: (ANNEX_COLUMN_KEYS as readonly string[]).includes(field) ? (field as AnnexColumnKey) : 'decision',
    code: rule,
    message: `${message.vi} (${source.vi})`,
  }));

const isSame = (a: string, b: string): boolean => foldVietnamese(a) === foldVietnamese(b);

const keyOf = ({ productName = '', holderName = '', communeCode = '' }: AnnexValues): string =>
  [foldVietnamese(productName), foldHolder(holderName), communeCode].join('|');

const has = (problems: readonly AnnexFinding[], column: AnnexColumnKey): boolean =>
  problems.some((problem) => problem.column === column);

const shownOf = ({ no, cells }: ReadAnnexRow): Pick<JudgedAnnexRow, 'no' | 'cells'> => ({ no, cells });

const faulty = (row: ReadAnnexRow, problems: AnnexFinding[]): JudgedAnnexRow => ({
  ...shownOf(row),
  outcome: 'faulty',
  problems,
  warnings: [],
  subject: null,
  communeCode: null,
  target: null,
});
