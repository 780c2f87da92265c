export { AccessGuard } from './access.guard.js';
export { accountContact, emptyAccount, endSessionsOf, openDutiesOf } from './accounts/erase-identity.js';
export {
  consentsOf,
  demandRequiredConsents,
  recordConsents,
  type ConsentDecision,
} from './consents/consents.js';
export { IdentityModule } from './identity.module.js';
export { isInTerritory, officerOf, type Officer } from './officer.js';
