import type { JobQueue } from '../../../platform/jobs/jobs.js';

/** Of what is told: the shop of a question it may answer, whoever asked of an answer or that it was taken down. */
export interface QuestionNews {
  questionId: string;
  of: 'asked' | 'answered' | 'hidden';
}

export const questionNewsQueue: JobQueue<QuestionNews> = {
  name: 'question-news',
  options: { retryLimit: 12, retryDelay: 10, retryBackoff: true },
};

export const questionQueues = [questionNewsQueue];
