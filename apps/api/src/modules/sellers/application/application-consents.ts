import { fieldProblem } from '../../../platform/http/validation.js';
import { applicationConsentTexts, type ConsentText } from '../../identity/index.js';
import type { GivenConsent } from './seller-application.entity.js';

/** Names of the answers of the step, and the purposes of the texts they agree to. */
export const CONSENT_NAMES = {
  representativeData: 'representative_data',
  bankAccountData: 'bank_account_data',
} as const;
type ConsentName = keyof typeof CONSENT_NAMES;

const textOf = (name: ConsentName, now: Date): ConsentText => {
  const text = applicationConsentTexts(now).find(({ purpose }) => purpose === CONSENT_NAMES[name]);
  if (text === undefined) throw new Error(`${name} has no text in consents.json`);
  return text;
};
const NAMES = Object.keys(CONSENT_NAMES) as ConsentName[];

/** The texts the step asks about now, under the names of its answers. */
export function consentTextsOfStep(now: Date): { name: string; version: string; page: string }[] {
  return NAMES.map((name) => {
    const { version, page } = textOf(name, now);
    return { name, version, page };
  });
}

/** The version agreed to, by the names of the answers; null where the text in force was not agreed to. */
export function consentsInForce(
  given: Readonly<Record<string, GivenConsent>>,
  now: Date,
): Record<string, string | null> {
  return Object.fromEntries(
    NAMES.map((name) => {
      const { version } = textOf(name, now);
      return [name, given[CONSENT_NAMES[name]]?.version === version ? version : null];
    }),
  );
}

/**
 * What holds after somebody answered: what was agreed to already keeps its time, an open answer is none.
 *
 * @throws Problem validation_failed: the text has been replaced since
 */
export function consentsAfter(
  given: Readonly<Record<string, GivenConsent>>,
  answers: Readonly<Partial<Record<ConsentName, string | null>>>,
  by: string,
  now: Date,
): Record<string, GivenConsent> {
  const after: Record<string, GivenConsent> = {};
  for (const name of NAMES) {
    const version = answers[name] ?? null;
    if (version === null) continue;
    if (version !== textOf(name, now).version)
      throw fieldProblem(
        name,
        'outdated',
        'Văn bản đã có bản mới, mời bạn đọc lại',
        'There is a newer version of this text; please read it',
      );
    const before = given[CONSENT_NAMES[name]];
    after[CONSENT_NAMES[name]] =
      before?.version === version ? before : { version, at: now.toISOString(), by };
  }
  return after;
}
