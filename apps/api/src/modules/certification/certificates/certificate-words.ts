/** Who may hold a certificate (Decision 26/2026/QĐ-TTg, Art. 2.3). */
export const HOLDER_KINDS = [
  'cooperative',
  'cooperative_group',
  'small_enterprise',
  'farm',
  'household',
  'association',
] as const;
export type HolderKind = (typeof HOLDER_KINDS)[number];

/** Where a certificate stands on a day; see `STANDING` in certificates.sql.ts. */
export const CERTIFICATE_STANDINGS = ['in_force', 'late_renewal', 'replaced', 'lapsed', 'revoked'] as const;
export type CertificateStanding = (typeof CERTIFICATE_STANDINGS)[number];

/** What a later inspection looks at: whether the criteria are kept, and how mark and promotion are used. */
export const INSPECTION_SUBJECTS = ['criteria', 'mark'] as const;

/** In order; to be mended; so wrong that the certificate is to be revoked. */
export const INSPECTION_OUTCOMES = ['kept', 'to_mend', 'to_revoke'] as const;

/** What a scan shows. */
export const SCAN_KINDS = ['decision', 'late_renewal', 'revocation', 'inspection'] as const;
export type ScanKind = (typeof SCAN_KINDS)[number];
