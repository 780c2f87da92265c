import type { Day } from '#kernel/time';
import type { FieldProblem } from '../../../../platform/http/problem.js';
import type { Officer } from '../../../identity/index.js';
import { isInTerritory } from '../../../identity/index.js';
import { factProblems, outsideTerritory } from '../cooperative-facts.js';
import { judgeMove, type MoveRefusal } from '../cooperative-status.js';
import type { KnownCooperative } from '../read-cooperatives.sql.js';
import {
  newState,
  type ChangedCooperative,
  type CountRow,
  type NewCooperative,
  type StatusRow,
} from '../write-cooperatives.sql.js';
import type { ColumnKey } from './columns.js';
import type { CellProblem, ReadRow, RowValues } from './read-row.js';

export type RowOutcome = 'create' | 'update' | 'unchanged' | 'faulty';

/** A row with what confirming would make of it. */
export interface JudgedRow {
  no: number;
  outcome: RowOutcome;
  cells: ReadRow['cells'];
  problems: CellProblem[];
  /** Its cooperative: of today, or the one to be. */
  cooperativeId: string | null;
  /** The register's entry after confirming; null where nothing would change. */
  target: NewCooperative | ChangedCooperative | null;
  /** The entry before, and what had been counted on the day of the new count. */
  before: { state: KnownCooperative; countThatDay: CountRow | null } | null;
}

export interface Register {
  /** By register number: what is there, wherever it is. */
  known: ReadonlyMap<string, KnownCooperative & { countThatDay: CountRow | null }>;
  officer: Pick<Officer, 'communes'>;
  today: Day;
  now: Date;
}

/** Holds the rows of a file against the register: new, changed, the same, or wrong; nothing is written. */
export function judgeRows(rows: readonly ReadRow[], register: Register): JudgedRow[] {
  const firstWith = new Map<string, number>();
  return rows.map((row) => {
    const problems = [...row.problems];
    const { registerNumber } = row.values;
    if (registerNumber === undefined && !has(problems, 'registerNumber'))
      problems.push(missing('registerNumber'));
    const first = registerNumber === undefined ? undefined : firstWith.get(registerNumber);
    if (first !== undefined) problems.push(twice(first));
    else if (registerNumber !== undefined) firstWith.set(registerNumber, row.no);
    const known = registerNumber === undefined ? undefined : register.known.get(registerNumber);
    return known === undefined
      ? judgeNew(row, problems, register)
      : judgeKnown(row, known, problems, register);
  });
}

function judgeNew({ no, cells, values }: ReadRow, problems: CellProblem[], register: Register): JudgedRow {
  const { today, now, officer } = register;
  for (const column of ['name', 'field', 'communeCode'] as const)
    if (values[column] === undefined && !has(problems, column)) problems.push(missing(column));
  const status = values.status ?? 'active';
  const statusFrom = status === 'active' ? null : (values.statusFrom ?? null);
  if (status !== 'active' && statusFrom === null && !has(problems, 'statusFrom'))
    problems.push(missing('statusFrom'));
  if (statusFrom !== null && statusFrom > today) problems.push(moveProblem('in_future'));
  const facts = {
    registerNumber: values.registerNumber ?? '',
    name: values.name ?? '',
    taxCode: values.taxCode ?? null,
    field: values.field ?? 'agriculture',
    fieldDetail: values.fieldDetail ?? '',
    communeCode: values.communeCode ?? '',
    foundedOn: values.foundedOn ?? null,
    enteredOn: values.enteredOn ?? today,
    hasOffice: values.hasOffice ?? null,
    hasComputer: values.hasComputer ?? null,
    hasWebsite: values.hasWebsite ?? null,
  };
  problems.push(
    ...asCells(factProblems(facts, { today, firstChangeOn: statusFrom, officer }), problems, values),
  );
  const count = readCount(values, null, today, problems);
  if (problems.length > 0) return faulty(no, cells, problems);
  const state = newState({ ...facts, status, statusFrom, illustrative: [] }, now);
  const statuses = statusFrom === null ? [] : [{ status, fromOn: statusFrom }];
  const target: NewCooperative = { ...state, statuses, counts: count === null ? [] : [count] };
  return { no, outcome: 'create', cells, problems, cooperativeId: state.id, target, before: null };
}

function judgeKnown(
  { no, cells, values }: ReadRow,
  { countThatDay, ...known }: KnownCooperative & { countThatDay: CountRow | null },
  problems: CellProblem[],
  { today, officer }: Register,
): JudgedRow {
  // Of a cooperative that is not theirs an officer learns that the number is taken, and nothing else.
  if (!isInTerritory({ accountId: '', ...officer }, known.communeCode))
    return faulty(no, cells, [
      ...problems.filter(({ column }) => column !== 'registerNumber'),
      NUMBER_ELSEWHERE,
    ]);
  const {
    status: _status,
    statusFrom: _from,
    members: _members,
    workers: _workers,
    countedOn: _on,
    ...said
  } = values;
  const { lastCount, firstChangeOn, ...state } = known;
  const next: ChangedCooperative = { ...state, ...said };
  problems.push(...asCells(factProblems(next, { today, firstChangeOn, officer }), problems, values));
  const move = readMove(values, { ...known, foundedOn: next.foundedOn }, today, problems);
  if (move !== null) Object.assign(next, { status: move.status, statusFrom: move.fromOn, newStatus: move });
  const count = readCount(values, values.countedOn === undefined ? lastCount : countThatDay, today, problems);
  if (count !== null) next.newCount = count;
  if (problems.length > 0) return faulty(no, cells, problems);
  if (sameFacts(state, next) && move === null && count === null)
    return { no, outcome: 'unchanged', cells, problems, cooperativeId: known.id, target: null, before: null };
  const before = { state: known, countThatDay: count === null ? null : countThatDay };
  return { no, outcome: 'update', cells, problems, cooperativeId: known.id, target: next, before };
}

/** The change of standing a row asks for. A day beside an unchanged "active" says nothing new. */
function readMove(
  { status, statusFrom }: RowValues,
  known: KnownCooperative,
  today: Day,
  problems: CellProblem[],
): StatusRow | null {
  if (status === undefined || has(problems, 'statusFrom')) return null;
  if (status === known.status) {
    const differs = status !== 'active' && statusFrom !== undefined && statusFrom !== known.statusFrom;
    if (differs) problems.push(RECORDED_OTHERWISE);
    return null;
  }
  if (statusFrom === undefined) {
    problems.push(missing('statusFrom'));
    return null;
  }
  const refused = judgeMove(known, status, statusFrom, today);
  if (refused !== null) problems.push(moveProblem(refused));
  return { status, fromOn: statusFrom };
}

/** What a row counts that the register does not say already. */
function readCount(
  { members, workers, countedOn }: RowValues,
  /** The last count, or the one of the day the row names. */
  recorded: CountRow | null,
  today: Day,
  problems: CellProblem[],
): CountRow | null {
  if (members === undefined && workers === undefined) return null;
  if (members === undefined || workers === undefined) {
    const column = members === undefined ? 'members' : 'workers';
    if (!has(problems, column))
      problems.push({ column, code: 'required', message: 'Ghi cả số thành viên lẫn số lao động' });
    return null;
  }
  if (countedOn !== undefined && countedOn > today)
    problems.push({ column: 'countedOn', code: 'in_future', message: 'Ngày này chưa tới' });
  if (recorded?.members === members && recorded.workers === workers) return null;
  return { countedOn: countedOn ?? today, members, workers };
}

const sameFacts = (was: object, is: object): boolean =>
  Object.entries(was).every(
    ([name, value]) => JSON.stringify(value) === JSON.stringify((is as Record<string, unknown>)[name]),
  );

const faulty = (no: number, cells: ReadRow['cells'], problems: CellProblem[]): JudgedRow => ({
  no,
  outcome: 'faulty',
  cells,
  problems,
  cooperativeId: null,
  target: null,
  before: null,
});

const has = (problems: readonly CellProblem[], column: ColumnKey): boolean =>
  problems.some((problem) => problem.column === column);

/** Findings about whole entries, at their cells; not about a commune or a day that could not be read anyway. */
function asCells(
  found: readonly FieldProblem[],
  known: readonly CellProblem[],
  values: RowValues,
): CellProblem[] {
  return found
    .map(({ path, code, vi }) => ({ column: path as ColumnKey, code, message: vi }))
    .filter(
      ({ column }) => !has(known, column) && (column !== 'communeCode' || values.communeCode !== undefined),
    );
}

const missing = (column: ColumnKey): CellProblem => ({
  column,
  code: 'required',
  message: 'Không được để trống',
});

const twice = (first: number): CellProblem => ({
  column: 'registerNumber',
  code: 'twice_in_file',
  message: `Số đăng ký này đã có ở dòng ${first} của tệp`,
});

const NUMBER_ELSEWHERE: CellProblem = {
  column: 'registerNumber',
  code: outsideTerritory('').code,
  message: 'Số đăng ký này đã thuộc một hợp tác xã ngoài địa bàn bạn phụ trách',
};

const RECORDED_OTHERWISE: CellProblem = {
  column: 'statusFrom',
  code: 'recorded_otherwise',
  message: 'Sổ đã ghi tình trạng này từ một ngày khác; hãy sửa trong hồ sơ của hợp tác xã',
};

const MOVE_WORDS: Readonly<Record<MoveRefusal, { column: ColumnKey; message: string }>> = {
  no_such_move: { column: 'status', message: 'Hợp tác xã đã giải thể thì không đổi tình trạng được nữa' },
  in_future: { column: 'statusFrom', message: 'Ngày này chưa tới' },
  before_last_change: { column: 'statusFrom', message: 'Phải sau ngày của tình trạng đã ghi gần nhất' },
  before_founding: { column: 'statusFrom', message: 'Ngày này trước ngày thành lập' },
};

const moveProblem = (code: MoveRefusal): CellProblem => ({ code, ...MOVE_WORDS[code] });
