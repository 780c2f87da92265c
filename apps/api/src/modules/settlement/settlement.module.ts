import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SellersModule } from '../sellers/index.js';
import { EvidenceService } from './evidence/evidence.service.js';
import { SellerEvidenceController } from './evidence/seller-evidence.controller.js';
import { JournalService } from './journal/journal.service.js';
import { SellerJournalController } from './journal/seller-journal.controller.js';
import { CheckLedger } from './ledger/check-ledger.js';
import { PostLedger } from './ledger/post-ledger.js';
import { SettlementJobs } from './settlement-jobs.js';
import { IssueStatement } from './statements/issue-statement.js';
import { SalesStatement } from './statements/sales-statement.entity.js';
import { SellerStatementsController } from './statements/seller-statements.controller.js';
import { ShopStatementsController } from './statements/shop-statements.controller.js';
import { StatementsService } from './statements/statements.service.js';
import { AdminTaxFormsController } from './tax/admin-tax-forms.controller.js';
import { SellerWithholdingsController } from './tax/seller-withholdings.controller.js';
import { TaxFormsService } from './tax/tax-forms.service.js';
import { WithholdingsService } from './tax/withholdings.service.js';
import { AdminTermsController } from './terms/admin-terms.controller.js';
import { DecideTerm } from './terms/decide-term.js';

/** What shops sold, stated so that others can rely on it. */
@Module({
  imports: [TypeOrmModule.forFeature([SalesStatement]), SellersModule],
  controllers: [
    SellerStatementsController,
    ShopStatementsController,
    SellerEvidenceController,
    SellerJournalController,
    AdminTaxFormsController,
    SellerWithholdingsController,
    AdminTermsController,
  ],
  providers: [
    IssueStatement,
    StatementsService,
    EvidenceService,
    PostLedger,
    CheckLedger,
    JournalService,
    TaxFormsService,
    WithholdingsService,
    DecideTerm,
    SettlementJobs,
  ],
  exports: [SettlementJobs],
})
export class SettlementModule {}
