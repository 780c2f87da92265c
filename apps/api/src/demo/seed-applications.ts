import { Inject, Injectable } from '@nestjs/common';
import type { FakeClock } from '#kernel/time';
import { Accounts, applicationConsentTexts, type Contact } from '../modules/identity/index.js';
import {
  ClaimCooperative,
  DecideApplication,
  DocumentsService,
  ReadApplication,
  RecordChecks,
  SaveStep,
  StartApplication,
  SubmitApplication,
} from '../modules/sellers/index.js';
import type { Principal } from '../platform/access/access.js';
import { Transactions } from '../platform/database/transactions.js';
import { currentRequest, inRequest } from '../platform/http/request-context.js';
import { INVENTED_OF_APPLICANT, samplePaper, type DemoApplication } from './demo-applications.js';
import type { DemoCalendar } from './demo-calendar.js';
import { DEMO_CLOCK } from './demo-clock.js';
import { demoPeople, demoPhone } from './demo-people.js';
import { DemoSessions } from './demo-session.js';

const APPROVER: Contact = {
  kind: 'phone',
  value: demoPhone(demoPeople.findIndex(({ role }) => role === 'approver')),
};
/** Days after the beginning on which the application is sent, and decided. */
const [SENT_AFTER_DAYS, DECIDED_AFTER_DAYS] = [1, 4];

/** How far an earlier seeding came with an application; whoever tries the demo out may have taken it further since. */
interface Progress {
  slug: string;
  status: string;
  begun: boolean;
  /** It was with the officers at least once. */
  wasSent: boolean;
  takenBack: boolean;
  answered: boolean;
}

/**
 * Brings the demo's applications to where each stands, through the use cases of applicants and officers. Safe to repeat:
 * a step that was done is not done again, and an application that stands where it should is left alone.
 */
@Injectable()
export class SeedApplications {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: Accounts,
    private readonly sessions: DemoSessions,
    private readonly startApplication: StartApplication,
    private readonly readApplication: ReadApplication,
    private readonly saveStep: SaveStep,
    private readonly claimCooperative: ClaimCooperative,
    private readonly documents: DocumentsService,
    private readonly submitApplication: SubmitApplication,
    private readonly recordChecks: RecordChecks,
    private readonly decide: DecideApplication,
    @Inject(DEMO_CLOCK) private readonly clock: FakeClock,
  ) {}

  async run(applications: readonly DemoApplication[], calendar: DemoCalendar): Promise<void> {
    for (const application of applications) {
      const day = (after: number): void =>
        this.clock.set(calendar.daysAgo(application.startedDaysAgo - after));
      day(0);
      const accountId = await this.sessions.account(application.account, application.representativeName);
      if (isThere(application, await this.progress(accountId))) continue;
      await this.sessions.as(accountId, async (principal) => {
        const slug = await this.write(principal, application);
        if (application.state === 'draft') return;
        day(SENT_AFTER_DAYS);
        const { status, wasSent } = (await this.progress(accountId)) ?? { status: '', wasSent: false };
        if (status === 'draft' && !wasSent) await this.submitApplication.run(principal, slug);
        day(DECIDED_AFTER_DAYS);
        if (application.state === 'withdrawn') await this.submitApplication.takeBack(principal, slug);
        else if (application.state !== 'submitted') await this.answer(slug, application);
      });
    }
  }

  private async progress(accountId: string): Promise<Progress | null> {
    const [row] = await this.transactions.run('officer', (tx) =>
      tx.query<Progress[]>(
        `SELECT s.slug, s.status, a.id_number_sealed IS NOT NULL AS begun,
           EXISTS (SELECT FROM audit_records r WHERE r.subject_id = s.id AND r.action = 'seller.submitted') AS "wasSent",
           EXISTS (SELECT FROM audit_records r WHERE r.subject_id = s.id AND r.action = 'seller.draft'
             AND r.after ? 'takenBack') AS "takenBack",
           EXISTS (SELECT FROM letters l WHERE l.seller_id = s.id) AS answered
         FROM seller_members m JOIN sellers s ON s.id = m.seller_id JOIN seller_applications a ON a.seller_id = s.id
         WHERE m.account_id = $1`,
        [accountId],
      ),
    );
    return row ?? null;
  }

  /** Fills in what is not there yet; of a draft only the first half. */
  private async write(principal: Principal, application: DemoApplication): Promise<string> {
    const { kind, legalName, name, communeCode } = application;
    const there = await this.progress(principal.accountId);
    const { slug } =
      there ?? (await this.startApplication.run(principal, { kind, legalName, name, communeCode }));
    if (there !== null && (there.status !== 'draft' || there.wasSent)) return slug;
    await this.markInvented(slug);
    const state = await this.readApplication.whole(principal, slug);
    if (application.cooperative !== null && state.cooperative === null)
      await this.nameCooperative(principal, slug, application.cooperative);
    const half = application.state === 'draft' ? ['registration', 'representative'] : null;
    const answers = this.answers(application);
    for (const { step, version, done } of (await this.readApplication.whole(principal, slug)).steps) {
      const form = answers[step];
      if (done || form === undefined || half?.includes(step) === false) continue;
      await this.saveStep.run(principal, slug, step as 'bank', { version, ...form });
    }
    for (const paper of half === null ? state.documents.missing : [])
      await this.documents.add(principal, slug, paper, samplePaper());
    return slug;
  }

  private answers(application: DemoApplication): Record<string, object> {
    const { representativeName, position, dateOfBirth, idNumber, accountNumber, accountName } = application;
    const { registrationNumber, registeredOn, taxCode, communeCode, addressLine, phone } = application;
    const [representative, bank] = applicationConsentTexts(this.clock.now());
    return {
      registration: { registrationNumber, registeredOn, taxCode },
      representative: { representativeName, position, dateOfBirth, idNumber },
      address: { communeCode, addressLine, phone },
      bank: { bankBin: '970405', accountNumber, accountName },
      consents: { representativeData: representative?.version, bankAccountData: bank?.version },
    };
  }

  private async nameCooperative(principal: Principal, slug: string, registerNumber: string): Promise<void> {
    const [entry] = await this.transactions.run('officer', (tx) =>
      tx.query<{ id: string }[]>(`SELECT id FROM cooperatives WHERE register_number = $1`, [registerNumber]),
    );
    if (entry !== undefined) await this.claimCooperative.run(principal, slug, entry.id);
  }

  private async markInvented(slug: string): Promise<void> {
    await this.transactions.run('officer', (tx) =>
      tx.query(
        `UPDATE producers SET illustrative = $2 WHERE id = (SELECT producer_id FROM sellers WHERE slug = $1)`,
        [slug, [...INVENTED_OF_APPLICANT]],
      ),
    );
  }

  private async answer(slug: string, application: DemoApplication): Promise<void> {
    const approver = await this.transactions.run('account', (tx) =>
      this.accounts.findByContact(tx, APPROVER),
    );
    // A demo with fewer shops has nobody to decide: the application waits.
    if (approver === null) return;
    const officer = { accountId: approver.id, communes: null };
    await inRequest('demo', async () => {
      const context = currentRequest();
      if (context !== undefined) context.accountId = approver.id;
      if (application.state === 'additions')
        return this.decide.askForAdditions(officer, slug, application.additions ?? []);
      if (application.refusal !== undefined) return this.decide.refuse(officer, slug, application.refusal);
      const subjects = ['producer', 'registration_number', 'tax_code', 'representative', 'account_name', 'papers'] as const; // prettier-ignore
      await this.recordChecks.run(
        officer,
        slug,
        subjects.map((subject) => ({ subject, result: 'matches' })),
      );
      await this.decide.approve(officer, slug);
    });
  }
}

function isThere({ state }: DemoApplication, progress: Progress | null): boolean {
  if (progress === null) return false;
  switch (state) {
    case 'draft':
      return progress.begun || progress.wasSent;
    case 'submitted':
      return progress.wasSent;
    case 'withdrawn':
      return progress.takenBack;
    default:
      return progress.answered;
  }
}
