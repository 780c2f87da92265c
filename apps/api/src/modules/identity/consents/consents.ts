import type { EntityManager } from 'typeorm';
import { Problem } from '../../../platform/http/problem.js';
import { currentRequest } from '../../../platform/http/request-context.js';
import { consentTexts, type ConsentText } from './consent-texts.js';
import { Consent, type ConsentChannel } from './consent.entity.js';

/** What somebody said about one purpose. `version` is the text they had before them. */
export interface ConsentDecision {
  readonly purpose: string;
  readonly version: string;
  readonly granted: boolean;
  readonly channel: ConsentChannel;
}

/** A purpose, its text in force, and what the account last said about it. */
export interface ConsentState extends ConsentText {
  /** Whether it may be acted on now: granted, and for the text in force. */
  readonly granted: boolean;
  /** Somebody agreed to an earlier text, or must still agree to a required one: ask, and until then act as if not. */
  readonly asks: boolean;
  readonly agreedVersion: string | null;
  readonly givenAt: Date | null;
}

/**
 * Checks that every required text was agreed to in the version in force. Silence is no consent, and neither is consent to
 * an older text (Law 91/2025/QH15).
 *
 * @param given versions by purpose, as a sign-up form carries them
 * @throws Problem validation_failed beside `consents.<purpose>`
 */
export function demandRequiredConsents(
  given: Readonly<Record<string, string | undefined>>,
  now: Date,
): ConsentDecision[] {
  const required = consentTexts(now).filter((text) => text.required);
  const missing = required.filter(({ purpose, version }) => given[purpose] !== version);
  if (missing.length > 0) {
    throw new Problem('validation_failed', {
      errors: missing.map(({ purpose }) => ({
        path: `consents.${purpose}`,
        code: given[purpose] === undefined ? 'required' : 'outdated',
        vi: 'Cần bạn đọc và đồng ý bản đang áp dụng thì mới mở được tài khoản',
        en: 'Your consent to the text in force is needed to open an account',
      })),
    });
  }
  return required.map(({ purpose, version }) => ({ purpose, version, granted: true, channel: 'page' }));
}

/**
 * Adds lines to the person's history of consents, in the caller's transaction; what was said already in the same words
 * adds none.
 *
 * @throws Problem not_found (no such purpose), validation_failed (`version`: not the text in force), state_conflict (a
 *   required consent ends with the account only)
 */
export async function recordConsents(
  tx: EntityManager,
  accountId: string,
  decisions: readonly ConsentDecision[],
  now: Date,
): Promise<void> {
  const texts = consentTexts(now);
  const said = await lastSaid(tx, accountId);
  const rows = decisions.flatMap((decision) => {
    checkDecision(texts, decision);
    const before = said.get(decision.purpose);
    if (before?.granted === decision.granted && before.version === decision.version) return [];
    return [
      {
        ...decision,
        accountId,
        requestId: currentRequest()?.requestId ?? null,
        givenAt: now,
      },
    ];
  });
  // The database gives the ids, rising also within one instant: the newest line of a purpose is the one that holds.
  if (rows.length > 0) await tx.insert(Consent, rows);
}

function checkDecision(texts: readonly ConsentText[], { purpose, version, granted }: ConsentDecision): void {
  const text = texts.find((candidate) => candidate.purpose === purpose);
  if (text === undefined) throw new Problem('not_found');
  if (granted && version !== text.version) {
    throw new Problem('validation_failed', {
      errors: [
        {
          path: 'version',
          code: 'outdated',
          vi: 'Văn bản đã có bản mới, mời bạn đọc lại',
          en: 'There is a newer version of this text; please read it',
        },
      ],
    });
  }
  if (!granted && text.required)
    throw new Problem('state_conflict', { extra: { reason: 'needed_for_account' } });
}

/** What holds now, purpose by purpose. */
export async function consentsOf(tx: EntityManager, accountId: string, now: Date): Promise<ConsentState[]> {
  const said = await lastSaid(tx, accountId);
  return consentTexts(now).map((text) => {
    const last = said.get(text.purpose);
    const granted = last?.granted === true && last.version === text.version;
    return {
      ...text,
      granted,
      asks: !granted && (text.required || last?.granted === true),
      agreedVersion: last?.version ?? null,
      givenAt: last?.givenAt ?? null,
    };
  });
}

interface LastSaid {
  purpose: string;
  version: string;
  granted: boolean;
  givenAt: Date;
}

async function lastSaid(tx: EntityManager, accountId: string): Promise<Map<string, LastSaid>> {
  const rows = await tx.query<LastSaid[]>(
    `SELECT DISTINCT ON (purpose) purpose, version, granted, given_at AS "givenAt" FROM consents
     WHERE account_id = $1 ORDER BY purpose, id DESC`,
    [accountId],
  );
  return new Map(rows.map((row) => [row.purpose, row]));
}
