export { AccessGuard } from './access.guard.js';
export { IdentityModule } from './identity.module.js';
export { isInTerritory, officerOf, type Officer } from './officer.js';
