import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountNames } from '../accounts/account-names.js';
import { Account } from '../accounts/account.entity.js';
import { AdminAccountsController } from '../accounts/admin/admin-accounts.controller.js';
import { AdminAccountsService } from '../accounts/admin/admin-accounts.service.js';
import { ChangeAccount } from '../accounts/admin/change-account.js';
import { AdminAuditRecordsController } from '../history/admin-audit-records.controller.js';
import { AuditRecordsService } from '../history/audit-records.service.js';
import { AdminDeskController } from '../desk/admin-desk.controller.js';
import { DeskService } from '../desk/desk.service.js';
import { TakeUpWork } from '../desk/take-up-work.js';
import { CredentialsModule } from '../credentials.module.js';
import { AdminDutiesController } from './admin-duties.controller.js';
import { CreateAdministrator } from './create-administrator.js';
import { DelegateDuty } from './delegate-duty.js';
import { DutiesService } from './duties.service.js';
import { EndDuty } from './end-duty.js';
import { GrantDuty } from './grant-duty.js';
import { HandOverDuty } from './hand-over-duty.js';
import { Recipients } from './recipients.js';
import { OfficerDuty } from './officer-duty.entity.js';
import { WorkAssignment } from './work-assignment.entity.js';

/** The part of this room that administrators and support work in: officers' duties, accounts, history, the desk. */
@Module({
  imports: [CredentialsModule, TypeOrmModule.forFeature([Account, OfficerDuty, WorkAssignment])],
  controllers: [
    AdminDutiesController,
    AdminAccountsController,
    AdminAuditRecordsController,
    AdminDeskController,
  ],
  exports: [CreateAdministrator, Recipients, AccountNames],
  providers: [
    AccountNames,
    DutiesService,
    Recipients,
    GrantDuty,
    EndDuty,
    HandOverDuty,
    DelegateDuty,
    CreateAdministrator,
    AdminAccountsService,
    ChangeAccount,
    AuditRecordsService,
    DeskService,
    TakeUpWork,
  ],
})
export class DutiesModule {}
