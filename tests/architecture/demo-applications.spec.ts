import { describe, expect, it } from 'vitest';
import { demoApplications, demoApplicationStates } from '../../apps/api/src/demo/demo-applications.js';
import { communes, duplicates } from '../support/province-data.js';

const applications = demoApplications('ca-mau');

describe('the demo’s applications', () => {
  it('are one of each state', () => {
    expect(applications.map(({ state }) => state)).toEqual([...demoApplicationStates]);
  });

  it('are of nobody: every name says so, and no number can be somebody’s', () => {
    for (const application of applications) {
      expect(application.legalName).toMatch(/Minh Họa/);
      expect(application.name).toMatch(/Minh Họa/);
      expect(application.representativeName).toMatch(/ Thử$/);
      // No such prefixes, a province that does not exist, a century that has not begun, an account no bank has.
      expect(application.account).toMatch(/^\+84599998\d{3}$/);
      expect(application.phone).toMatch(/^0000 000 9\d\d$/);
      expect(application.taxCode).toMatch(/^0000000\d{3}$/);
      expect(application.idNumber).toMatch(/^096[89]\d{8}$/);
      expect(application.accountNumber).toMatch(/^MAU\d{7}$/);
      expect(application.registrationNumber).toMatch(/^MAU-/);
      expect(application.addressLine).toMatch(/^(Ấp|Khóm) Mẫu /);
    }
    for (const field of ['account', 'legalName', 'phone', 'taxCode', 'idNumber', 'accountNumber'] as const)
      expect(duplicates(applications.map((application) => application[field]))).toEqual([]);
  });

  it('lie in communes of the province', () => {
    const known = new Set(communes.map(({ code }) => code));
    expect(applications.filter(({ communeCode }) => !known.has(communeCode))).toEqual([]);
  });
});
