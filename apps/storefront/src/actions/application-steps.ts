import type { Words } from '../i18n/vi.js';

/** A question of the seller's application; its words are in i18n under the same name. */
export interface Question {
  name: QuestionName;
  /** What kind of field it is shown as. */
  as: 'text' | 'long' | 'tel' | 'digits' | 'date' | 'kind' | 'commune' | 'bank' | 'consent';
  /** Nobody has to answer it. */
  optional?: true;
  /** Sealed once it is saved, and never shown again; never kept on the phone either. */
  private?: true;
  maxLength?: number;
  autocomplete?: string;
}
export type QuestionName = keyof Words['onboarding']['fields'];

/** The steps that are forms, in the order in which they are asked; photographs of papers are the last one. */
export const formSteps = [
  'producer',
  'registration',
  'representative',
  'address',
  'bank',
  'consents',
] as const;
export type FormStep = (typeof formSteps)[number];
export const steps = [...formSteps, 'documents'] as const;
export type Step = (typeof steps)[number];

/** What stands in the address for a step. */
export const stepSlugs: Readonly<Record<Step, string>> = {
  producer: 'co-so',
  registration: 'dang-ky',
  representative: 'nguoi-dung-ten',
  address: 'dia-chi',
  bank: 'ngan-hang',
  consents: 'dong-y',
  documents: 'giay-to',
};

/** @returns undefined for an address no step has */
export function stepOf(slug: string | undefined): Step | undefined {
  return steps.find((step) => stepSlugs[step] === slug);
}

export const questions: Readonly<Record<FormStep, readonly Question[]>> = {
  producer: [
    { name: 'kind', as: 'kind' },
    { name: 'legalName', as: 'text', maxLength: 200, autocomplete: 'organization' },
    { name: 'name', as: 'text', maxLength: 120 },
    { name: 'story', as: 'long', maxLength: 4000, optional: true },
  ],
  registration: [
    { name: 'registrationNumber', as: 'text', maxLength: 60 },
    { name: 'registeredOn', as: 'date' },
    { name: 'taxCode', as: 'digits', maxLength: 14 },
  ],
  representative: [
    { name: 'representativeName', as: 'text', maxLength: 120, autocomplete: 'name' },
    { name: 'position', as: 'text', maxLength: 120, autocomplete: 'organization-title' },
    { name: 'dateOfBirth', as: 'date', private: true },
    { name: 'idNumber', as: 'digits', maxLength: 12, private: true },
  ],
  address: [
    { name: 'communeCode', as: 'commune' },
    { name: 'addressLine', as: 'text', maxLength: 200, autocomplete: 'street-address' },
    { name: 'phone', as: 'tel', maxLength: 30, autocomplete: 'tel' },
  ],
  bank: [
    { name: 'bankBin', as: 'bank', private: true },
    { name: 'accountNumber', as: 'digits', maxLength: 19, private: true },
    { name: 'accountName', as: 'text', maxLength: 70, private: true },
  ],
  // Given anew or not at all: a tick is kept nowhere but with the answer.
  consents: [
    { name: 'representativeData', as: 'consent', private: true },
    { name: 'bankAccountData', as: 'consent', private: true },
  ],
};

/** A text that can be agreed to, under the name of its question. */
export interface StepText {
  name: string;
  version: string;
  page: string;
}

/** What stands in the form of a step, as typed. */
export type StepValues = Partial<Record<QuestionName, string>>;
export type StepErrors = Partial<Record<QuestionName, string>>;

export function isStep(name: string): name is Step {
  return (steps as readonly string[]).includes(name);
}

export function isFormStep(name: string): name is FormStep {
  return (formSteps as readonly string[]).includes(name);
}
