import type { CodeTicketAnswer } from '../sessions/sign-in.dto.js';
import { RESEND_SECONDS } from '../sign-in-limits.js';
import type { CodeTicket } from './one-time-codes.js';

/** What whoever asked for a code is told: everything but the code. */
export function ticketAnswer({ ticket, expiresAt }: CodeTicket): CodeTicketAnswer {
  return { ticket, expiresAt: expiresAt.toISOString(), resendAfterSeconds: RESEND_SECONDS };
}
