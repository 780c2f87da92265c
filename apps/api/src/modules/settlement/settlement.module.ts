import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SellersModule } from '../sellers/index.js';
import { EvidenceService } from './evidence/evidence.service.js';
import { SellerEvidenceController } from './evidence/seller-evidence.controller.js';
import { CheckLedger } from './ledger/check-ledger.js';
import { PostLedger } from './ledger/post-ledger.js';
import { SettlementJobs } from './settlement-jobs.js';
import { IssueStatement } from './statements/issue-statement.js';
import { SalesStatement } from './statements/sales-statement.entity.js';
import { SellerStatementsController } from './statements/seller-statements.controller.js';
import { ShopStatementsController } from './statements/shop-statements.controller.js';
import { StatementsService } from './statements/statements.service.js';

/** What shops sold, stated so that others can rely on it. */
@Module({
  imports: [TypeOrmModule.forFeature([SalesStatement]), SellersModule],
  controllers: [SellerStatementsController, ShopStatementsController, SellerEvidenceController],
  providers: [IssueStatement, StatementsService, EvidenceService, PostLedger, CheckLedger, SettlementJobs],
  exports: [SettlementJobs],
})
export class SettlementModule {}
