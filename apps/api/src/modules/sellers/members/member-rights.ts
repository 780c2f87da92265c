import { fieldProblem } from '../../../platform/http/validation.js';

/** A role in a shop and what it gives. */
export interface MemberRights {
  role: 'owner' | 'staff';
  permissions: string[];
}

/** @throws Problem validation_failed: staff without a permission, an owner with a list of them */
export function checkRights({ role, permissions }: MemberRights): MemberRights {
  if (role === 'owner' && permissions.length > 0) {
    const [vi, en] = ['Chủ gian hàng được làm mọi việc, không cần chọn', 'An owner may do everything'];
    throw fieldProblem('permissions', 'not_allowed_value', vi, en);
  }
  if (role === 'staff' && permissions.length === 0)
    throw fieldProblem('permissions', 'required', 'Chọn ít nhất một việc', 'Choose at least one');
  // In a fixed order, so that history and answers do not depend on how they were ticked.
  return { role, permissions: [...permissions].sort() };
}
