import { askedInWords } from '../views/asked-words.js';
import type { APIContext } from 'astro';
import { formatDateTime } from '#kernel/time';
import { banks } from '../backend/banks.js';
import { getApplication, getDocuments } from '../backend/shops.js';
import type { NamedCooperative, ShopHome } from '../backend/shops.types.js';
import type { Words } from '../i18n/vi.js';
import { answersOf, keptOf, questionAt } from './application-body.js';
import { questions, steps, type FormStep, type Question, type Step } from './application-steps.js';

/** One part of the application, as it stands. */
export interface ReviewPart {
  step: Step;
  rows: { label: string; value: string }[];
  /** Labels of what is not there yet. */
  missing: string[];
  asked: string[];
}

/** The whole application to read through, part by part. */
export async function reviewParts(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  { slug, status, additions }: Pick<ShopHome, 'slug' | 'status' | 'additions'>,
): Promise<ReviewPart[]> {
  const [application, documents] = await Promise.all([getApplication(api, slug), getDocuments(api, slug)]);
  const ofDocuments = documents.map(({ kind, uploadedAt }) => ({
    label: t.onboarding.documents.kinds[kind]?.label ?? kind,
    value: t.onboarding.documents.sentAt(formatDateTime(new Date(uploadedAt))),
  }));
  return steps.map((step) => {
    const saved = application.steps.find((part) => part.step === step);
    const missing = (step === 'documents' ? application.documents : saved)?.missing ?? [];
    const entry = step === 'registration' ? application.cooperative : null;
    return {
      step,
      rows: [
        ...(step === 'documents' ? ofDocuments : rowsOf(step, saved?.answers ?? {}, t)),
        ...(entry ? [{ label: t.onboarding.register.label, value: entryLine(entry, t) }] : []),
      ],
      missing: status === 'draft' ? missing.map((path) => labelAt(step, path, t)) : [],
      asked: additions.filter((addition) => addition.step === step).map(askedInWords),
    };
  });
}

function entryLine({ name, commune, registerNumber, linked }: NamedCooperative, t: Words): string {
  const words = t.onboarding.register;
  return [name, commune.name, words.number(registerNumber), linked ? words.linked : words.waiting].join(
    ' · ',
  );
}

function rowsOf(step: FormStep, saved: Record<string, unknown>, t: Words): ReviewPart['rows'] {
  const values = answersOf(step, saved);
  const kept = keptOf(step, saved);
  return questions[step]
    .map((question) => ({
      label: t.desk.case.fields[question.name] ?? t.onboarding.fields[question.name].label,
      value: kept.includes(question.name)
        ? t.onboarding.kept.there
        : readable(question, values[question.name] ?? '', t),
    }))
    .filter(({ value }) => value !== '');
}

/** An answer as people read it. */
export function readable({ as }: Pick<Question, 'as'>, value: string, t: Words): string {
  if (as === 'kind') return (t.common.sellerKinds as Record<string, string>)[value] ?? value;
  if (as === 'consent') return value && t.onboarding.consents.given(value);
  if (as === 'bank') return banks.find(({ bin }) => bin === value)?.name ?? value;
  return value;
}

function labelAt(step: Step, path: string, t: Words): string {
  if (step === 'documents') return t.onboarding.documents.kinds[path]?.label ?? path;
  const name = questionAt(step, path);
  return name ? (t.desk.case.fields[name] ?? t.onboarding.fields[name].label) : path;
}
