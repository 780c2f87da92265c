import type { Day } from '#kernel/time';
import { Problem, type FieldProblem } from '../../../platform/http/problem.js';
import { isInTerritory, type Officer } from '../../identity/index.js';
import type { CooperativeFacts } from './cooperative.dto.js';
import type { CooperativeState } from './write-cooperatives.sql.js';

type Facts = Pick<
  CooperativeState,
  | 'registerNumber' | 'name' | 'taxCode' | 'field' | 'fieldDetail' | 'communeCode' | 'foundedOn' | 'enteredOn'
  | 'hasOffice' | 'hasComputer' | 'hasWebsite'
>; // prettier-ignore

/** What a form says, with the words it left out. */
export function factsOf(form: CooperativeFacts, today: Day): Facts {
  return {
    registerNumber: form.registerNumber,
    name: form.name,
    taxCode: form.taxCode ?? null,
    field: form.field,
    fieldDetail: form.fieldDetail ?? '',
    communeCode: form.communeCode,
    foundedOn: form.foundedOn ?? null,
    enteredOn: form.enteredOn ?? today,
    hasOffice: form.hasOffice ?? null,
    hasComputer: form.hasComputer ?? null,
    hasWebsite: form.hasWebsite ?? null,
  };
}

interface Around {
  today: Day;
  /** The day on which it first stopped being active. */
  firstChangeOn: Day | null;
  officer: Pick<Officer, 'communes'>;
}

/** What is wrong with facts that each are well formed: days to come, days in the wrong order, another's commune. */
export function factProblems(
  { foundedOn, enteredOn, communeCode }: Pick<Facts, 'foundedOn' | 'enteredOn' | 'communeCode'>,
  { today, firstChangeOn, officer }: Around,
): FieldProblem[] {
  const errors: FieldProblem[] = [];
  if (!isInTerritory({ accountId: '', ...officer }, communeCode))
    errors.push(outsideTerritory('communeCode'));
  if (foundedOn !== null && foundedOn > today) errors.push(inFuture('foundedOn'));
  if (enteredOn > today) errors.push(inFuture('enteredOn'));
  if (foundedOn !== null && foundedOn > enteredOn) errors.push(ENTERED_BEFORE_FOUNDING);
  if (foundedOn !== null && firstChangeOn !== null && foundedOn > firstChangeOn)
    errors.push(FOUNDED_AFTER_CHANGE);
  return errors;
}

/** @throws Problem validation_failed with all of `factProblems` */
export function checkFacts(facts: Facts, around: Around): void {
  const errors = factProblems(facts, around);
  if (errors.length > 0) throw new Problem('validation_failed', { errors });
}

export const outsideTerritory = (path: string): FieldProblem => ({
  path,
  code: 'outside_territory',
  vi: 'Xã, phường này không thuộc địa bàn bạn phụ trách',
  en: 'This commune is not in your territory',
});

export const inFuture = (path: string): FieldProblem => ({
  path,
  code: 'in_future',
  vi: 'Ngày này chưa tới',
  en: 'This day is still to come',
});

const ENTERED_BEFORE_FOUNDING: FieldProblem = {
  path: 'enteredOn',
  code: 'before_founding',
  vi: 'Ngày vào sổ trước ngày thành lập',
  en: 'Entered before it was founded',
};

const FOUNDED_AFTER_CHANGE: FieldProblem = {
  path: 'foundedOn',
  code: 'after_status_change',
  vi: 'Ngày thành lập sau ngày đã ghi là ngừng hoạt động hoặc giải thể',
  en: 'Founded after the day on which it ceased or was dissolved',
};
