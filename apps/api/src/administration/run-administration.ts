import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { findingLine } from '../platform/audit/audit-findings.js';
import { VerifyAuditRecords } from '../platform/audit/verify-audit-records.js';
import type { Environment } from '../platform/config/environment.js';
import { AdministrationModule } from './administration.module.js';

/**
 * Checks the history and tells on the terminal what it found; true when it is whole.
 *
 * @param head `number:digest` of a batch that must still stand in the chain
 */
export async function verifyAudit(environment: Environment, head?: string): Promise<boolean> {
  const [, no, digest] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(head ?? '') ?? [];
  if (head !== undefined && digest === undefined)
    throw new Error('--head is written number:digest, as printed');
  const kept = digest === undefined ? null : { no: Number(no), digest };
  const verdict = await inAdministration(environment, (app) => app.get(VerifyAuditRecords).run(kept));
  for (const finding of verdict.findings) console.error(findingLine(finding));
  console.log(`${verdict.records} records in ${verdict.batches} sealed batches`);
  if (verdict.head !== null) console.log(`head: ${verdict.head.no}:${verdict.head.digest}`);
  console.log(verdict.whole ? 'the history is whole' : 'the history is NOT whole');
  return verdict.whole;
}

async function inAdministration<T>(
  environment: Environment,
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const app = await NestFactory.createApplicationContext(AdministrationModule.with(environment), {
    logger: ['fatal', 'error', 'warn'],
    abortOnError: false,
  });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
