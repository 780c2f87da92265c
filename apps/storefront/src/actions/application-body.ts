import { formatDay, isDay } from '#kernel/time';
import { dayOf } from './application-form.js';
import {
  questions,
  type FormStep,
  type QuestionName,
  type StepText,
  type StepValues,
} from './application-steps.js';

/** Names under which the API keeps an answer, where it is not the question's own. */
const apiNames: Partial<Record<QuestionName, string>> = {};

const apiName = (name: QuestionName): string => apiNames[name] ?? name;

/** What is sent for a step: an empty field is not answered yet, null. */
export function bodyOf(
  step: FormStep,
  values: StepValues,
  communeCode: string | null,
): Record<string, string | null> {
  return Object.fromEntries(
    questions[step].map(({ name, as }) => {
      const value = values[name] ?? '';
      return [apiName(name), as === 'commune' ? communeCode : as === 'date' ? dayOf(value) : value || null];
    }),
  );
}

/** What was saved for a step, as it stands in the form. */
export function answersOf(step: FormStep, saved: Record<string, unknown>): StepValues {
  const values: StepValues = {};
  for (const { name, as } of questions[step]) {
    const value =
      as === 'commune' ? (saved['commune'] as { name?: string } | null)?.name : saved[apiName(name)];
    const text = typeof value === 'string' ? value : '';
    values[name] = as === 'date' && isDay(text) ? formatDay(text) : text;
  }
  return values;
}

/** Answers that are there but sealed: their fields come back empty, and empty leaves them as they are. */
export function keptOf(step: FormStep, saved: Record<string, unknown>): QuestionName[] {
  const kept = Array.isArray(saved['kept']) ? (saved['kept'] as unknown[]) : [];
  return questions[step].map(({ name }) => name).filter((name) => kept.includes(apiName(name)));
}

/** The number the step was saved under; sent back with what is saved over it. */
export const versionOf = (saved: Record<string, unknown>): number => Number(saved['version'] ?? 1);

/** The texts a step asks consent to, in the versions in force. */
export const textsOf = (saved: Record<string, unknown>): StepText[] => (saved['texts'] ?? []) as StepText[];

/** The question a problem of the API is about. */
export function questionAt(step: FormStep, path: string): QuestionName | undefined {
  return questions[step].find(({ name }) => apiName(name) === path)?.name;
}
