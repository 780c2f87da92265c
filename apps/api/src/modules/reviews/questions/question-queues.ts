import type { JobQueue } from '../../../platform/jobs/jobs.js';

/** Of what is told: the shop of a question it may answer, whoever asked of an answer or that it was taken down. */
export interface QuestionNews {
  questionId: string;
  of: 'asked' | 'answered' | 'hidden';
}

/** What a shop answers to. */
export type AnsweredKind = 'review' | 'question';

/** The shop of an answer is told that it was taken down, in the version that was read. */
export interface AnswerNews {
  of: 'answer_hidden';
  kind: AnsweredKind;
  id: string;
  version: number;
}

export const questionNewsQueue: JobQueue<QuestionNews | AnswerNews> = {
  name: 'question-news',
  options: { retryLimit: 12, retryDelay: 10, retryBackoff: true },
};

export const questionQueues = [questionNewsQueue];
