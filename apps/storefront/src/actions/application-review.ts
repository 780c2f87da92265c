import { askedInWords } from '../views/asked-words.js';
import type { APIContext } from 'astro';
import { formatDateTime } from '#kernel/time';
import { banks } from '../backend/banks.js';
import { getDocuments, getStep } from '../backend/shops.js';
import type { ShopHome } from '../backend/shops.types.js';
import type { Words } from '../i18n/vi.js';
import { answersOf, keptOf, questionAt } from './application-body.js';
import { formSteps, questions, steps, type FormStep, type Question, type Step } from './application-steps.js';

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
  shop: ShopHome,
): Promise<ReviewPart[]> {
  const [saved, documents] = await Promise.all([
    Promise.all(formSteps.map((step) => getStep(api, shop.slug, step))),
    getDocuments(api, shop.slug),
  ]);
  return steps.map((step, index) => ({
    step,
    rows:
      step === 'documents'
        ? documents.map(({ kind, uploadedAt }) => ({
            label: t.onboarding.documents.kinds[kind]?.label ?? kind,
            value: t.onboarding.documents.sentAt(formatDateTime(new Date(uploadedAt))),
          }))
        : rowsOf(step, saved[index] ?? {}, t),
    missing: missingIn(step, shop, t),
    asked: shop.additions.filter((addition) => addition.step === step).map(askedInWords),
  }));
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
  if (as === 'bank') return banks.find(({ bin }) => bin === value)?.name ?? value;
  return value;
}

function missingIn(step: Step, shop: ShopHome, t: Words): string[] {
  const fields = shop.missing.find((part) => part.step === step)?.fields ?? [];
  return fields.map((path) => {
    if (step === 'documents') return t.onboarding.documents.kinds[path]?.label ?? path;
    const name = questionAt(step, path);
    return name ? (t.desk.case.fields[name] ?? t.onboarding.fields[name].label) : path;
  });
}
