import { inShop, officers, shopPeople, type Line } from './lines.js';

/** Who reads the register of certificates, and who writes in it. */
const certificateReaders = officers(
  'assisting_staff',
  'commune_checker',
  'certification_officer',
  'approver',
  'administrator',
);
const certificateKeepers = officers('certification_officer', 'administrator');
const A_DECISION = {
  productCode: '96-32248-07-2026',
  decisionNumber: '77/QĐ-UBND-MẪU',
  decisionDate: '2026-10-01',
  issuedBy: 'UBND tỉnh Cà Mau',
  issuedOn: '2026-10-01',
  expiresOn: '2029-10-01',
};

/** Who may call what of the register of certificates; part of route-access.ts. */
export const certificateAccess: Readonly<Record<string, Line>> = {
  'GET v1/admin/certificates': certificateReaders,
  'POST v1/admin/certificates': certificateKeepers,
  'GET v1/admin/certificates/figures': certificateReaders,
  'GET v1/admin/certificates/forecast': certificateReaders,
  'GET v1/admin/certificates/issuing-bodies': certificateReaders,
  'GET v1/admin/certificates/notices': certificateReaders,
  'GET v1/seller/:sellerSlug/certificates': inShop(...shopPeople),
  'GET v1/admin/certificates/:id': certificateReaders.about('a certificate'),
  'POST v1/admin/certificates/:id/renewals': certificateKeepers
    .about('a certificate')
    .taking(() => ({ ...A_DECISION, stars: 3, filedOn: '2026-01-05' })),
  'POST v1/admin/certificates/:id/upgrades': certificateKeepers
    .about('a certificate')
    .taking(() => ({ ...A_DECISION, stars: 4 })),
  'PUT v1/admin/certificates/:id/late-renewal': certificateKeepers
    .about('a certificate')
    .taking(() => ({ until: '2028-07-01', evidence: 'Phiếu tiếp nhận mẫu' })),
  'POST v1/admin/certificates/:id/revocation': certificateKeepers.about('a certificate').taking(() => ({
    revokedOn: '2026-10-01',
    ground: 'a',
    decisionNumber: '9/QĐ-MẪU',
    revokedBy: 'UBND tỉnh Cà Mau',
  })),
  'POST v1/admin/certificates/:id/inspections': certificateKeepers.about('a certificate').taking(() => ({
    inspectedOn: '2026-10-01',
    inspectedBy: 'Đoàn kiểm tra mẫu',
    covered: ['criteria'],
    outcome: 'kept',
  })),
  'POST v1/admin/certificates/:id/corrections': certificateKeepers
    .about('a certificate')
    .taking(() => ({ ...A_DECISION, stars: 3, reason: 'Chép nhầm' })),
  'POST v1/admin/certificates/:id/removals': certificateKeepers
    .about('a certificate')
    .taking(() => ({ what: 'entry', reason: 'Ghi nhầm' })),
  'PUT v1/admin/certificates/:id/product': certificateKeepers
    .about('a certificate')
    .taking(() => ({ productSlug: 'khong-co' })),
  'POST v1/admin/certificates/:id/scans': certificateKeepers.about('a certificate'),
  'GET v1/admin/certificates/:id/scans/:scanId': certificateReaders.about('a certificate'),

  'GET v1/admin/assessments': certificateReaders,
  'POST v1/admin/assessments': certificateKeepers,
  'POST v1/admin/assessments/:id/removal': certificateKeepers
    .about('an assessment')
    .taking(() => ({ reason: 'Ghi nhầm' })),
  'POST v1/admin/annex-imports': certificateKeepers,
  'GET v1/admin/annex-imports': certificateKeepers,
  'GET v1/admin/annex-imports/template.xlsx': certificateKeepers,
  'GET v1/admin/annex-imports/template.csv': certificateKeepers,
  'GET v1/admin/annex-imports/:id': certificateKeepers.about('an annex'),
  'GET v1/admin/annex-imports/:id/rows': certificateKeepers.about('an annex'),
  'PUT v1/admin/annex-imports/:id/columns': certificateKeepers
    .about('an annex')
    .taking(() => ({ columns: [] })),
  'POST v1/admin/annex-imports/:id/confirmation': certificateKeepers
    .about('an annex')
    .taking(() => ({ rows: 'good' })),
  'DELETE v1/admin/annex-imports/:id/confirmation': certificateKeepers.about('an annex'),
};
