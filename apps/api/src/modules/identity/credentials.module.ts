import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagesModule } from '../../platform/mail/messages.module.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { Accounts } from './accounts/accounts.service.js';
import { ContactNotice } from './accounts/contact-notice.js';
import { MyAccount } from './accounts/my-account.js';
import { OpenAccount } from './accounts/open-account.js';
import { Challenge } from './challenge.entity.js';
import { Challenges } from './challenges.js';
import { AskForCode } from './codes/ask-for-code.js';
import { CodesController } from './codes/codes.controller.js';
import { OneTimeCode } from './codes/one-time-code.entity.js';
import { OneTimeCodes } from './codes/one-time-codes.js';
import { SendCodeMessage } from './codes/send-code-message.js';
import { IdentityJobs } from './identity-jobs.js';
import { MyPasskeys } from './passkeys/my-passkeys.js';
import { Passkey } from './passkeys/passkey.entity.js';
import { PasskeysController } from './passkeys/passkeys.controller.js';
import { Passkeys } from './passkeys/passkeys.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import { Password } from './passwords/password.entity.js';
import { Passwords } from './passwords/passwords.js';
import { MySecondFactor } from './second-factor/my-second-factor.js';
import { RecoveryCode } from './second-factor/recovery-code.entity.js';
import { RecoveryCodes } from './second-factor/recovery-codes.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { SecondFactors } from './second-factor/second-factors.js';
import { TotpSecret } from './second-factor/totp-secret.entity.js';
import { Totp } from './second-factor/totp.js';
import { CheckFreshly } from './sessions/check-freshly.js';
import { DeviceTokens } from './sessions/device-tokens.js';
import { OpenSession } from './sessions/open-session.js';
import { ProvePassword } from './sessions/prove-password.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SignIn } from './sessions/sign-in.js';
import { PushModule } from './push/push.module.js';
import { MyTokens } from './tokens/my-tokens.js';
import { TokensController } from './tokens/tokens.controller.js';

const entities = [OneTimeCode, Challenge, Password, Passkey, TotpSecret, RecoveryCode];

/** What people prove themselves with, and what a proof opens: accounts, sessions, tokens. */
@Module({
  imports: [TypeOrmModule.forFeature(entities), MessagesModule, PushModule],
  controllers: [
    CodesController,
    AccountsController,
    SessionsController,
    SecondFactorController,
    PasskeysController,
    TokensController,
  ],
  providers: [
    OneTimeCodes,
    AskForCode,
    SendCodeMessage,
    Challenges,
    PasswordHasher,
    Passwords,
    ProvePassword,
    Totp,
    RecoveryCodes,
    SecondFactors,
    MySecondFactor,
    Passkeys,
    MyPasskeys,
    Accounts,
    OpenAccount,
    MyAccount,
    ContactNotice,
    DeviceTokens,
    OpenSession,
    SignIn,
    CheckFreshly,
    SessionsService,
    MyTokens,
    IdentityJobs,
  ],
  exports: [Accounts, Passwords, OneTimeCodes, IdentityJobs],
})
export class CredentialsModule {}
