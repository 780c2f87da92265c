import type { JobQueue } from '../../../platform/jobs/jobs.js';
import { PUSH_KEPT_SECONDS, type PushNotice } from '../../../platform/mail/push-service.js';

/** Shows a notice on one device. The notice holds nothing of a person: it may stand on a screen that is locked. */
export const pushNoticeQueue: JobQueue<PushNotice & { subscriptionId: string; at: string }> = {
  name: 'push-notice',
  // After a day the order has moved on, and the message in the mail or on the telephone is read.
  options: { retryLimit: 5, retryDelay: 30, retryBackoff: true, retentionSeconds: PUSH_KEPT_SECONDS },
};
