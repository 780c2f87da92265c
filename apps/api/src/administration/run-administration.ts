import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { findingLine } from '../platform/audit/audit-findings.js';
import { SealAuditRecords } from '../platform/audit/seal-audit-records.js';
import { VerifyAuditRecords } from '../platform/audit/verify-audit-records.js';
import type { Environment } from '../platform/config/environment.js';
import { AdministrationModule } from './administration.module.js';
import { RotateKeys } from './rotate-keys.js';

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

/**
 * Brings everything under the present DATA_KEY and tells on the terminal how it went; true when DATA_KEY_PREVIOUS can go.
 * Safe to stop and to repeat.
 */
export async function rotateKeys(environment: Environment): Promise<boolean> {
  return inAdministration(environment, async (app) => {
    const { rotated, lost } = await app.get(RotateKeys).run((done) => console.log(`${done} keys are done`));
    console.log(`${rotated} keys were brought under DATA_KEY`);
    for (const id of lost)
      console.error(`the key of ${id} opens under neither DATA_KEY nor DATA_KEY_PREVIOUS`);
    // The seals of the history are vouched for anew only as long as they can still be checked.
    const { findings } = await app.get(VerifyAuditRecords).run();
    for (const finding of findings) console.error(findingLine(finding));
    const isWhole = findings.every(({ kind }) => kind === 'record_unsealed');
    if (isWhole) await app.get(SealAuditRecords).vouchAnew();
    const isDone = isWhole && lost.length === 0;
    console.log(
      isDone
        ? 'nothing needs DATA_KEY_PREVIOUS any more: take it out of the environment'
        : 'keep DATA_KEY_PREVIOUS until the above is cleared up, then rotate again',
    );
    return isDone;
  });
}

/** Works in the operator's module, and takes it down afterwards. */
export async function inAdministration<T>(
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
