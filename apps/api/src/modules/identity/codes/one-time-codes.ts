import { Inject, Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { hashSecret, isSecret, randomSecret, uuidv7 } from '#kernel/ids';
import { MINUTE_MS, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { partsOf, smsText } from '../../../platform/mail/sms-text.js';
import { Keyring } from '../../../platform/sealing/keyring.js';
import type { Contact } from '../contact.js';
import { codeMessageQueue } from '../identity-queues.js';
import { spendOnMessage } from './message-budget.js';
import { OneTimeCode, type CodePurpose } from './one-time-code.entity.js';
import { sealMessage } from './sealed-message.js';

/** Five minutes and five tries: a message may take a minute, and a guess of five hits one code in 200,000. */
export const CODE_MINUTES = 5;
const CODE_TRIES = 5;

/** A code that is to go out. */
export interface CodeRequest {
  readonly purpose: CodePurpose;
  readonly to: Contact;
  /** What it is for, where that is more than the number itself: an account, a mandate, an application. */
  readonly subjectId?: string;
  /** The message around the code: short, because a long one costs the floor several. */
  readonly text: (code: string) => string;
  /** The address that asks: from there it opens without the ticket. Needed where there is no subject. */
  readonly askedFrom?: string;
  /** Asked for by somebody nobody knows: then only strangers' part of the day's budget may be spent on it. */
  readonly isStranger?: boolean;
}

/** What whoever asked gets to know: never the code. */
export interface CodeTicket {
  /** Opens the code from any address; a stranger without it cannot use up another person's tries. */
  readonly ticket: string;
  readonly expiresAt: Date;
}

/**
 * A code as somebody typed it. It is held against the code of the ticket; without a ticket against the one asked for from
 * that address; with neither against that of the subject, whose route must have let nobody else in.
 */
export interface CodeAttempt extends Pick<CodeRequest, 'purpose' | 'to' | 'subjectId' | 'askedFrom'> {
  /** Spaces do no harm. */
  readonly code: string;
  readonly ticket?: string | undefined;
}

/** One-time codes: six digits that reach a person by their own channel and by no answer of the API. */
@Injectable()
export class OneTimeCodes {
  constructor(
    private readonly keyring: Keyring,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Makes a code and hands its message to the worker, in the caller's transaction (`account` or `officer`). A new code
   * replaces the one before of the same purpose, number, subject and asker.
   *
   * @throws Problem overloaded when the day's budget for messages is spent
   */
  async send(
    tx: EntityManager,
    { purpose, to, subjectId, askedFrom, text, isStranger = false }: CodeRequest,
  ): Promise<CodeTicket> {
    const now = this.clock.now();
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const words = text(code);
    await spendOnMessage(tx, to, { parts: partsOf(smsText(words)), isStranger }, now);
    await this.replaceOlder(tx, { purpose, to, subjectId, askedFrom }, now);
    const id = uuidv7(now.getTime());
    const ticket = randomSecret();
    const expiresAt = new Date(now.getTime() + CODE_MINUTES * MINUTE_MS);
    await tx.insert(OneTimeCode, {
      id,
      purpose,
      targetHash: this.keyring.hash(to.kind, to.value),
      subjectId: subjectId ?? null,
      ticketHash: hashSecret(ticket),
      askedFrom: askedFrom === undefined ? null : this.keyring.hash('asked from', askedFrom),
      codeHash: this.digests(to, code)[0] ?? '',
      message: sealMessage(this.keyring, id, { to, code, text: words }),
      triesLeft: CODE_TRIES,
      expiresAt,
      usedAt: null,
      sentAt: null,
      createdAt: now,
      updatedAt: now,
    });
    await this.jobs.enqueue(tx, codeMessageQueue, { codeId: id });
    return { ticket, expiresAt };
  }

  /**
   * Tries a code: whether it was the right one. One statement takes a try away and judges, so that fifty guesses at the
   * same moment are compared five times at most. It must be committed whatever the outcome, or a wrong guess would cost
   * nothing: throw after the transaction, not inside it.
   */
  async redeem(tx: EntityManager, attempt: CodeAttempt): Promise<boolean> {
    const { to, ticket, askedFrom } = attempt;
    const [rows] = await tx.query<[{ right: boolean }[], number]>(
      `UPDATE one_time_codes SET tries_left = tries_left - 1, updated_at = $1,
         used_at = CASE WHEN code_hash = ANY ($2::varchar[]) THEN $1::timestamptz END
       WHERE id = (SELECT id FROM one_time_codes
           WHERE purpose = $3 AND target_hash = ANY ($4::varchar[]) AND subject_id IS NOT DISTINCT FROM $5::uuid
             AND used_at IS NULL AND tries_left > 0 AND expires_at > $1
             AND CASE WHEN $6::varchar IS NOT NULL THEN ticket_hash = $6
               WHEN $7::varchar[] IS NOT NULL THEN asked_from = ANY ($7) ELSE subject_id IS NOT NULL END
           ORDER BY created_at DESC, id DESC LIMIT 1)
         AND used_at IS NULL AND tries_left > 0 AND expires_at > $1
       RETURNING used_at IS NOT NULL AS right`,
      [
        this.clock.now(),
        this.digests(to, attempt.code.replace(/\s/g, '')),
        attempt.purpose,
        this.keyring.hashes(to.kind, to.value),
        attempt.subjectId ?? null,
        ticket === undefined ? null : isSecret(ticket) ? hashSecret(ticket) : '',
        askedFrom === undefined ? null : this.keyring.hashes('asked from', askedFrom),
      ],
    );
    return rows[0]?.right ?? false;
  }

  private async replaceOlder(
    tx: EntityManager,
    { purpose, to, subjectId, askedFrom }: Omit<CodeRequest, 'text' | 'isStranger'>,
    now: Date,
  ): Promise<void> {
    await tx.query(
      `UPDATE one_time_codes SET tries_left = 0, message = NULL, updated_at = $1
       WHERE purpose = $2 AND target_hash = ANY ($3::varchar[]) AND subject_id IS NOT DISTINCT FROM $4::uuid
         AND CASE WHEN $5::varchar[] IS NULL THEN asked_from IS NULL ELSE asked_from = ANY ($5) END
         AND used_at IS NULL AND expires_at > $1`,
      [
        now,
        purpose,
        this.keyring.hashes(to.kind, to.value),
        subjectId ?? null,
        askedFrom === undefined ? null : this.keyring.hashes('asked from', askedFrom),
      ],
    );
  }

  private digests({ kind, value }: Contact, code: string): string[] {
    return this.keyring.hashes('one-time code', `${kind}:${value}:${code}`);
  }
}
