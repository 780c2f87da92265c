import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access.guard.js';
import { Account } from './accounts/account.entity.js';
import { AddressesModule } from './addresses/addresses.module.js';
import { Consent } from './consents/consent.entity.js';
import { ConsentsService } from './consents/consents.service.js';
import { MyConsentsController } from './consents/my-consents.controller.js';
import { CredentialsModule } from './credentials.module.js';
import { DutiesModule } from './duties/duties.module.js';
import { OfficerDuty } from './duties/officer-duty.entity.js';
import { PushModule } from './push/push.module.js';
import { BearerStrategy, PrincipalGuard, SessionStrategy } from './sessions/passport-strategies.js';
import { Principals } from './sessions/principals.js';
import { Session } from './sessions/session.entity.js';

@Module({
  imports: [
    AddressesModule,
    CredentialsModule,
    DutiesModule,
    PushModule,
    PassportModule.register({ session: false }),
    TypeOrmModule.forFeature([Account, Session, OfficerDuty, Consent]),
  ],
  controllers: [MyConsentsController],
  providers: [AccessGuard, PrincipalGuard, Principals, SessionStrategy, BearerStrategy, ConsentsService],
  exports: [AccessGuard, PrincipalGuard, CredentialsModule, DutiesModule, PushModule],
})
export class IdentityModule {}
