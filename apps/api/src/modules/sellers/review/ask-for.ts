import { readDataFile } from '../../../platform/data/data-files.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { answersOfStep, PAPERS, type ApplicationState } from '../application/application-state.js';
import { STEPS, type StepName } from '../application/application.dto.js';
import type { Addition } from '../application/seller-application.entity.js';
import { reasonName } from './reasons.js';
import type { AdditionDto } from './review.dto.js';

const parts = readDataFile<Record<'steps' | 'fields' | 'papers', Record<string, string>>>(
  'programme/application-parts.json',
);

/** What an answer carries besides fields somebody fills in. */
const BESIDES: ReadonlySet<string> = new Set(['kept', 'commune']);

/** What can be asked for anew: the fields of each step, and the kinds of papers. Consent is given or not, never mended. */
export function askableFields(application: ApplicationState): Record<string, string[]> {
  const steps = Object.keys(STEPS)
    .filter((step) => step !== 'consents')
    .map((step) => [
      step,
      Object.keys(answersOfStep(application, step as StepName)).filter((field) => !BESIDES.has(field)),
    ]);
  return { ...Object.fromEntries(steps), documents: PAPERS.map(({ kind }) => kind) };
}

/** @throws Problem validation_failed: no such field or paper, twice the same, or a reason that is not of the list */
export function additionsOf(items: readonly AdditionDto[], application: ApplicationState): Addition[] {
  const askable = askableFields(application);
  const asked = new Set<string>();
  return items.map(({ step, field, reason, words }, index) => {
    const place = `${step}.${field ?? ''}`;
    if (asked.has(place) || (field !== undefined && !askable[step]?.includes(field)))
      throw fieldProblem(
        `items.${index}.field`,
        'not_allowed_value',
        'Bước này không có mục ấy, hoặc mục ấy ghi hai lần',
        'No such field in that step, or twice the same',
      );
    asked.add(place);
    reasonName('additions', reason, `items.${index}.reason`);
    return { step, field: field ?? null, reason, words };
  });
}

/** An addition as people read it: what it is about, why, and the officer's words. */
export interface AdditionInWords {
  about: string;
  because: string;
}

/** Names of the list for codes; an addition from before there were reasons has only its words. */
export function additionNames({ step, field, reason }: Addition): AdditionInWords {
  const named = step === 'documents' ? parts.papers : parts.fields;
  return {
    about: (field == null ? undefined : named[field]) ?? parts.steps[step] ?? step,
    because: reason === undefined ? '' : reasonName('additions', reason),
  };
}

/** A point of the letter: “Số tài khoản: đứng tên người khác. Mở tài khoản tên hợp tác xã.” */
export function additionInWords(addition: Addition): string {
  const { about, because } = additionNames(addition);
  const why = because === '' ? '' : `${because.charAt(0).toLocaleLowerCase('vi')}${because.slice(1)}. `;
  return `${about}: ${why}${addition.words}`;
}
