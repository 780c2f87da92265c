import { catalogueQueues } from './modules/catalogue/index.js';
import { annexQueues, certificationQueues, revocationQueue } from './modules/certification/index.js';
import { identityQueues } from './modules/identity/index.js';
import { disputeQueues, orderQueues } from './modules/orders/index.js';
import { privacyQueues } from './modules/privacy/index.js';
import { questionQueues, reportQueues, reviewQueues } from './modules/reviews/index.js';
import { verificationQueues } from './modules/sellers/index.js';
import { sellerQueues } from './modules/sellers/index.js';
import { settlementQueues } from './modules/settlement/index.js';
import { tourismQueues } from './modules/tourism/index.js';
import { auditQueues } from './platform/audit/audit-queues.js';

/** Every queue of the floor; `cli migrate` creates them, because the application's role may not. */
export const jobQueues = [
  ...sellerQueues,
  ...catalogueQueues,
  ...certificationQueues,
  revocationQueue,
  ...orderQueues,
  ...disputeQueues,
  ...reportQueues,
  ...identityQueues,
  ...privacyQueues,
  ...verificationQueues,
  ...auditQueues,
  ...annexQueues,
  ...settlementQueues,
  ...reviewQueues,
  ...questionQueues,
  ...tourismQueues,
];
