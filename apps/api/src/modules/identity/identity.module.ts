import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access.guard.js';
import { Account } from './accounts/account.entity.js';
import { OfficerDuty } from './duties/officer-duty.entity.js';
import { BearerStrategy, PrincipalGuard, SessionStrategy } from './sessions/passport-strategies.js';
import { Principals } from './sessions/principals.js';
import { Session } from './sessions/session.entity.js';

@Module({
  imports: [
    PassportModule.register({ session: false }),
    TypeOrmModule.forFeature([Account, Session, OfficerDuty]),
  ],
  providers: [AccessGuard, PrincipalGuard, Principals, SessionStrategy, BearerStrategy],
  exports: [AccessGuard, PrincipalGuard],
})
export class IdentityModule {}
