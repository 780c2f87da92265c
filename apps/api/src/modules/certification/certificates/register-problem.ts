import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';

/** The database's refusals of a certificate, as the fields they are about; any other error as it is. */
export function registerProblem(error: unknown): unknown {
  switch (brokenConstraint(error)) {
    case 'certifications_decision_of_product':
    case 'certifications_decision_of_name':
      return fieldProblem(
        'decisionNumber',
        'taken',
        'Quyết định này đã được ghi cho sản phẩm này',
        'This decision is recorded for this product already',
      );
    case 'certifications_commune_fk':
      return fieldProblem('communeCode', 'unknown', 'Không có xã, phường này', 'No such commune');
    case 'certifications_set_fk':
      return fieldProblem('setNo', 'unknown', 'Không có bộ sản phẩm này', 'No such product set');
    case 'certifications_follows':
    case 'certifications_keep_product_check':
      return new Problem('state_conflict');
    default:
      return error;
  }
}
