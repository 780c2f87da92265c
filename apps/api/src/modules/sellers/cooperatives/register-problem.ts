import { brokenConstraint } from '../../../platform/database/constraint.js';
import { fieldProblem } from '../../../platform/http/validation.js';

/** The database's refusals of an entry, as the fields they are about; any other error as it is. */
export function registerProblem(error: unknown): unknown {
  switch (brokenConstraint(error)) {
    case 'cooperatives_register_number_key':
      return numberTaken();
    case 'cooperatives_commune_fk':
      return fieldProblem('communeCode', 'unknown', 'Không có xã, phường này', 'No such commune');
    default:
      return error;
  }
}

export const numberTaken = (): ReturnType<typeof fieldProblem> =>
  fieldProblem('registerNumber', 'taken', 'Số đăng ký này đã có trong sổ', 'This register number is taken');
