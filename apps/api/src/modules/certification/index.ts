export { AdmitLateRenewal } from './certificates/admit-late-renewal.js';
export type { RecordCertificationInput } from './certificates/certificate-input.dto.js';
export { readRulebook } from './certificates/certificate-rulebook.js';
export { RecordCertification } from './certificates/record-certification.js';
export { RevokeCertification } from './certificates/revoke-certification.js';
export { CertificationModule } from './certification.module.js';
export { ImportProductSets } from './import-product-sets.js';
export { ProductSetsModule } from './product-sets.module.js';
export { RecordAssessment } from './record-assessment.js';
