import type { APIContext } from 'astro';
import { formatDay } from '#kernel/time';
import { ApiProblem, type Backend } from '../backend/api.js';
import type { Commune } from '../backend/catalogue.types.js';
import { getStep, saveStep } from '../backend/shops.js';
import type { Words } from '../i18n/vi.js';
import { answersOf, bodyOf, keptOf, questionAt, textsOf, versionOf } from './application-body.js';
import { dayOf, errorsByPath, readStep, stepErrors } from './application-form.js';
import { readable } from './application-review.js';
import {
  questions,
  type FormStep,
  type QuestionName,
  type StepErrors,
  type StepText,
  type StepValues,
} from './application-steps.js';
import { textOf } from './form-text.js';
import { refusalIn } from './shop-door.js';
import { communeOf } from './start-application.js';

type Context = Pick<APIContext, 'locals'>;

/** One answer, as it was typed here and as it was saved by somebody else. */
export interface Difference {
  label: string;
  typed: string;
  saved: string;
}

/** Everything a step's page shows of its form. */
export interface StepPage {
  values: StepValues;
  /** Answers that are there but sealed. */
  kept: QuestionName[];
  /** What the step was saved under when this form was made. */
  version: number;
  texts: StepText[];
  /** Where what is saved now differs from what was typed: somebody else saved the step meanwhile. */
  differences: Difference[];
  errors: StepErrors;
  message: string | null;
  communeChoices: Commune[];
  /** Of an answer to a form that was not taken. */
  status: number;
  /** The API was away, or the session was over: what is known about the shop is its address. */
  unknownShop: boolean;
}

const emptyPage = (values: StepValues): StepPage => ({
  values,
  kept: [],
  version: 1,
  texts: [],
  differences: [],
  errors: {},
  message: null,
  communeChoices: [],
  status: 422,
  unknownShop: false,
});

/** The step as it was saved. */
export async function loadStep({ locals }: Context, slug: string, step: FormStep): Promise<StepPage> {
  const saved = await getStep(locals.api, slug, step);
  return { ...emptyPage(answersOf(step, saved)), ...standingOf(step, saved) };
}

/** Saves a step; null when it is saved, otherwise the page to show again with everything that was typed. */
export async function takeStep(
  { locals }: Context,
  slug: string,
  step: FormStep,
  form: FormData,
): Promise<StepPage | null> {
  const { api, t } = locals;
  const page = emptyPage(readStep(form, step));
  page.version = Number(textOf(form, 'version', 10)) || 1;
  page.errors = stepErrors(page.values, step, t);
  try {
    const communeCode = step === 'address' ? await understandCommune(page, form, locals) : null;
    if (Object.keys(page.errors).length > 0) return await withStanding(page, api, slug, step);
    await saveStep(api, slug, step, { version: page.version, ...bodyOf(step, page.values, communeCode) });
    return null;
  } catch (error) {
    const sentence = refusalIn(error, t.seller.refusals);
    const { status, problem } = error as ApiProblem;
    page.status = status;
    page.unknownShop = status === 503 || status === 401;
    page.errors = errorsByPath(problem.errors ?? [], step, (path) => questionAt(step, path), t);
    if (problem.code === 'stale_version') return compare(page, await getStep(api, slug, step), step, t);
    // Signing in happens in a tab of its own: this one keeps what was typed.
    if (status === 401) page.message = t.onboarding.signInAgain;
    else if (Object.keys(page.errors).length === 0) page.message = sentence ?? t.seller.refused;
    return page.unknownShop ? page : await withStanding(page, api, slug, step);
  }
}

/** The form that was not taken, with what it shows beside its answers; the version stays the one it was made from. */
async function withStanding(page: StepPage, api: Backend, slug: string, step: FormStep): Promise<StepPage> {
  const saved = await getStep(api, slug, step).catch(() => null);
  return saved === null ? page : { ...page, kept: keptOf(step, saved), texts: textsOf(saved) };
}

/** What of the saved step a form needs beside its answers. */
function standingOf(
  step: FormStep,
  saved: Record<string, unknown>,
): Pick<StepPage, 'kept' | 'version' | 'texts'> {
  return { kept: keptOf(step, saved), version: versionOf(saved), texts: textsOf(saved) };
}

/** The form as typed beside what somebody else saved: saving it again is then a choice. */
function compare(page: StepPage, saved: Record<string, unknown>, step: FormStep, t: Words): StepPage {
  const standing = standingOf(step, saved);
  const values = answersOf(step, saved);
  const differences = questions[step].flatMap((question) => {
    const { name } = question;
    const day = question.as === 'date' ? dayOf(page.values[name] ?? '') : null;
    const [typed, there] = [day ? formatDay(day) : (page.values[name] ?? ''), values[name] ?? ''];
    const isKept = standing.kept.includes(name);
    if (isKept ? typed === '' : typed === there) return [];
    return [
      {
        label: t.desk.case.fields[name] ?? t.onboarding.fields[name].label,
        typed: readable(question, typed, t),
        saved: isKept ? t.onboarding.kept.there : readable(question, there, t),
      },
    ];
  });
  const message = differences.length === 0 ? t.onboarding.conflict.title : null;
  return { ...page, ...standing, differences, message, status: 409 };
}

/** The code of the commune in the form; where the name is unclear the page says so. */
async function understandCommune(
  page: StepPage,
  form: FormData,
  { api, t }: Context['locals'],
): Promise<string | null> {
  const place = {
    values: { commune: page.values.communeCode ?? '' },
    errors: page.errors,
    communeChoices: [],
  };
  const code = await communeOf(place, form, api, t.onboarding.fields.communeCode);
  page.values.communeCode = place.values.commune;
  page.communeChoices = place.communeChoices;
  return code;
}
