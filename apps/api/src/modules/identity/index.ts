export { AccountNames } from './accounts/account-names.js';
export { AccessGuard } from './access.guard.js';
export {
  accountContact,
  earlierContacts,
  emptyAccount,
  endSessionsOf,
  openDutiesOf,
} from './accounts/erase-identity.js';
export { Accounts } from './accounts/accounts.service.js';
export { OneTimeCodes, type CodeAttempt } from './codes/one-time-codes.js';
export { demandRequiredConsents, recordConsents, type ConsentDecision } from './consents/consents.js';
export { applicationConsentTexts, consentTexts, type ConsentText } from './consents/consent-texts.js';
export { type Contact } from './contact.js';
export { CreateAdministrator } from './duties/create-administrator.js';
export { Recipients } from './duties/recipients.js';
export { releaseWork } from './duties/work-assignments.js';
export { IdentityJobs } from './identity-jobs.js';
export { identityQueues } from './identity-queues.js';
export { IdentityModule } from './identity.module.js';
export { PushModule } from './push/push.module.js';
export { PushNotices } from './push/push-notices.js';
export { Passwords } from './passwords/passwords.js';
export { isInTerritory, officerOf, type Officer } from './officer.js';
