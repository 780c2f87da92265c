export type { RecordCertificationInput } from './certificate-input.dto.js';
export { CertificationModule } from './certification.module.js';
export { ImportProductSets } from './import-product-sets.js';
export { RecordAssessment } from './record-assessment.js';
export { RecordCertification } from './record-certification.js';
export { RevokeCertification } from './revoke-certification.js';
