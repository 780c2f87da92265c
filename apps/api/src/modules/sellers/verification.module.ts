import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagesModule } from '../../platform/mail/messages.module.js';
import { IdentityModule } from '../identity/index.js';
import { ClaimCooperative } from './application/claim-cooperative.js';
import { FindCooperatives } from './application/find-cooperatives.js';
import { SellerCooperativesController } from './application/seller-cooperatives.controller.js';
import { ReadApplication } from './application/read-application.js';
import { SaveStep } from './application/save-step.js';
import { SellerApplicationController } from './application/seller-application.controller.js';
import { SellerApplication } from './application/seller-application.entity.js';
import { SellerHomeService } from './application/seller-home.service.js';
import { StartApplication } from './application/start-application.js';
import { SubmitApplication } from './application/submit-application.js';
import { Deadlines } from './deadlines.js';
import { DocumentStore } from './documents/document-store.js';
import { DocumentsService } from './documents/documents.service.js';
import { PaperUploads } from './documents/paper-uploads.js';
import { SellerDocument } from './documents/seller-document.entity.js';
import { SellerDocumentsController } from './documents/seller-documents.controller.js';
import { IssueLetter } from './letters/issue-letter.js';
import { Letter } from './letters/letter.entity.js';
import { LettersService } from './letters/letters.service.js';
import { SellerLettersController } from './letters/seller-letters.controller.js';
import { TellOfLetter } from './letters/tell-of-letter.js';
import { AdminSellersController } from './review/admin-sellers.controller.js';
import { AdminSellersService } from './review/admin-sellers.service.js';
import { DecideApplication } from './review/decide-application.js';
import { SellerTransactions } from './seller-transactions.js';
import { BeginSuspensions } from './suspension/begin-suspensions.js';
import { SuspendSeller } from './suspension/suspend-seller.js';
import { Suspension } from './suspension/suspension.entity.js';
import { AdminChecksController } from './verification/admin-checks.controller.js';
import { RecordChecks } from './verification/record-checks.js';
import { VerificationCheck } from './verification/verification-check.entity.js';
import { UploadsModule } from './uploads/uploads.module.js';
import { VerificationJobs } from './verification-jobs.js';

/** How a shop comes onto the floor, and off it: application, papers, review, letters, suspension. */
@Module({
  imports: [
    TypeOrmModule.forFeature([SellerApplication, SellerDocument, Letter, Suspension, VerificationCheck]),
    IdentityModule,
    MessagesModule,
    UploadsModule,
  ],
  controllers: [
    SellerApplicationController,
    SellerCooperativesController,
    SellerDocumentsController,
    SellerLettersController,
    AdminSellersController,
    AdminChecksController,
  ],
  providers: [
    Deadlines,
    SellerTransactions,
    StartApplication,
    SaveStep,
    SubmitApplication,
    SellerHomeService,
    ReadApplication,
    FindCooperatives,
    ClaimCooperative,
    DocumentStore,
    DocumentsService,
    PaperUploads,
    IssueLetter,
    LettersService,
    TellOfLetter,
    RecordChecks,
    DecideApplication,
    AdminSellersService,
    SuspendSeller,
    BeginSuspensions,
    VerificationJobs,
  ],
  exports: [
    SuspendSeller,
    VerificationJobs,
    StartApplication,
    ReadApplication,
    SaveStep,
    ClaimCooperative,
    DocumentsService,
    SubmitApplication,
    RecordChecks,
    DecideApplication,
  ],
})
export class VerificationModule {}
