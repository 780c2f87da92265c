import { describe, expect, it } from 'vitest';
import {
  holds,
  mayGrant,
  officerPermissions,
  permissionsOfRole,
  territoryOf,
  type Duty,
} from './permissions.js';

const duty = (role: Duty['role'], communes: readonly string[] | null): Duty => ({ id: role, role, communes });

describe('territory', () => {
  it('is the whole province as soon as one duty says so', () => {
    const duties = [duty('approver', ['32248']), duty('administrator', null)];
    expect(territoryOf(duties, 'sellers.review')).toBeNull();
  });

  it('joins the communes of several duties that give the permission, and of no other', () => {
    const duties = [
      duty('commune_checker', ['32248', '32191']),
      duty('assisting_staff', ['32191', '31999']),
      duty('support', ['31000']),
    ];
    expect(territoryOf(duties, 'cooperatives.read')).toEqual(['31999', '32191', '32248']);
    expect(territoryOf(duties, 'sellers.review')).toEqual([]);
    expect(holds(duties, 'sellers.review')).toBe(false);
    expect(holds(duties, 'cooperatives.edit')).toBe(true);
  });
});

describe('granting', () => {
  it('gives no permission the giver does not hold', () => {
    expect(mayGrant([duty('approver', null)], 'commune_checker', ['32248'])).toBe(false);
    expect(mayGrant([duty('administrator', null)], 'administrator', null)).toBe(true);
  });

  it('gives no commune the giver does not answer for', () => {
    const local = [duty('administrator', ['32248', '32191'])];
    expect(mayGrant(local, 'commune_checker', ['32248'])).toBe(true);
    expect(mayGrant(local, 'commune_checker', ['32248', '31999'])).toBe(false);
    expect(mayGrant(local, 'commune_checker', null)).toBe(false);
  });

  it('holds together: the administrator has every permission, and no role has one that does not exist', () => {
    expect(permissionsOfRole.administrator).toEqual(officerPermissions);
    for (const permissions of Object.values(permissionsOfRole))
      expect(permissions.filter((permission) => !officerPermissions.includes(permission))).toEqual([]);
  });
});
