import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagesModule } from '../../platform/mail/messages.module.js';
import { SellersModule } from '../sellers/index.js';
import { AdminAnnexImportsController } from './annexes/admin-annex-imports.controller.js';
import { AnnexImportsService } from './annexes/annex-imports.service.js';
import { AnnexJobs } from './annexes/annex-jobs.js';
import { ConfirmAnnex } from './annexes/confirm-annex.js';
import { PreviewAnnex } from './annexes/preview-annex.js';
import { GiveUpAnnexes } from './annexes/give-up-annexes.js';
import { TakeAnnex } from './annexes/take-annex.js';
import { UndoAnnex } from './annexes/undo-annex.js';
import { AdminAssessmentsController } from './assessments/admin-assessments.controller.js';
import { Assessment } from './assessments/assessment.entity.js';
import { AssessmentsService } from './assessments/assessments.service.js';
import { RecordAssessment } from './assessments/record-assessment.js';
import { AdminCertificatesController } from './certificates/admin-certificates.controller.js';
import { AdmitLateRenewal } from './certificates/admit-late-renewal.js';
import { CertificateInspection } from './certificates/certificate-inspection.entity.js';
import { CertificateRulebook } from './certificates/certificate-rulebook.js';
import { CertificateScan } from './certificates/certificate-scan.entity.js';
import { CertificatesService } from './certificates/certificates.service.js';
import { Certification } from './certificates/certification.entity.js';
import { CorrectCertificate } from './certificates/correct-certificate.js';
import { EnterCertificate } from './certificates/enter-certificate.js';
import { FormSubjects } from './certificates/form-subjects.js';
import { LinkCertificate } from './certificates/link-certificate.js';
import { RecordCertification } from './certificates/record-certification.js';
import { RecordInspection } from './certificates/record-inspection.js';
import { RevokeCertification } from './certificates/revoke-certification.js';
import { TakeEntryBack } from './certificates/take-entry-back.js';
import { ScanStore } from './certificates/scan-store.js';
import { ScansService } from './certificates/scans.service.js';
import { CertificationJobs } from './certification-jobs.js';
import { AdminNoticesController } from './notices/admin-notices.controller.js';
import { NoticesService } from './notices/notices.service.js';
import { RaiseNotices } from './notices/raise-notices.js';
import { SellerCertificatesController } from './notices/seller-certificates.controller.js';
import { SendNotices } from './notices/send-notices.js';
import { ShopCertificatesService } from './notices/shop-certificates.service.js';
import { ProductSetsModule } from './product-sets.module.js';

const annexes = [
  AnnexImportsService,
  AnnexJobs,
  PreviewAnnex,
  ConfirmAnnex,
  TakeAnnex,
  GiveUpAnnexes,
  UndoAnnex,
];
const useCases = [RecordCertification, AdmitLateRenewal, RevokeCertification, RecordAssessment];

/** Product sets, the register of certificates, and what councils found. */
@Module({
  imports: [
    MessagesModule,
    SellersModule,
    ProductSetsModule,
    TypeOrmModule.forFeature([Certification, CertificateScan, CertificateInspection, Assessment]),
  ],
  controllers: [
    AdminCertificatesController,
    AdminAssessmentsController,
    AdminAnnexImportsController,
    AdminNoticesController,
    SellerCertificatesController,
  ],
  providers: [
    ...useCases,
    ...annexes,
    CertificateRulebook,
    CertificatesService,
    EnterCertificate,
    FormSubjects,
    CorrectCertificate,
    TakeEntryBack,
    AssessmentsService,
    RecordInspection,
    LinkCertificate,
    ScanStore,
    ScansService,
    CertificationJobs,
    RaiseNotices,
    SendNotices,
    NoticesService,
    ShopCertificatesService,
  ],
  exports: [ProductSetsModule, ...useCases],
})
export class CertificationModule {}
