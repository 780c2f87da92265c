import type { APIContext } from 'astro';
import { ApiProblem } from '../backend/api.js';
import type { Commune } from '../backend/catalogue.types.js';
import { getStep, saveStep } from '../backend/shops.js';
import { errorsByPath, readStep, stepErrors } from './application-form.js';
import type { FormStep, QuestionName, StepErrors, StepValues } from './application-steps.js';
import { answersOf, bodyOf, keptOf, questionAt } from './application-body.js';
import { refusalIn } from './shop-door.js';
import { communeOf } from './start-application.js';

type Context = Pick<APIContext, 'locals'>;

/** Everything a step's page shows of its form. */
export interface StepPage {
  values: StepValues;
  /** Answers that are there but sealed. */
  kept: QuestionName[];
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
  errors: {},
  message: null,
  communeChoices: [],
  status: 422,
  unknownShop: false,
});

/** The step as it was saved. */
export async function loadStep({ locals }: Context, slug: string, step: FormStep): Promise<StepPage> {
  const saved = await getStep(locals.api, slug, step);
  return { ...emptyPage(answersOf(step, saved)), kept: keptOf(step, saved) };
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
  page.errors = stepErrors(page.values, step, t);
  try {
    const communeCode = step === 'address' ? await understandCommune(page, form, locals) : null;
    if (Object.keys(page.errors).length > 0) return page;
    await saveStep(api, slug, step, bodyOf(step, page.values, communeCode));
    return null;
  } catch (error) {
    const sentence = refusalIn(error, t.seller.refusals);
    const { status, problem } = error as ApiProblem;
    page.status = status;
    page.unknownShop = status === 503 || status === 401;
    page.errors = errorsByPath(problem.errors ?? [], step, (path) => questionAt(step, path), t);
    // Signing in happens in a tab of its own: this one keeps what was typed.
    if (status === 401) page.message = t.onboarding.signInAgain;
    else if (Object.keys(page.errors).length === 0) page.message = sentence ?? t.seller.refused;
    return page;
  }
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
