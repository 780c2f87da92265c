import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { Accounts } from '../accounts/accounts.service.js';
import { readContact } from '../contact.js';
import { Passwords } from '../passwords/passwords.js';
import { endExpired, recordDuty, takeTurn } from './duty-changes.js';
import { OfficerDuty } from './officer-duty.entity.js';

export interface AdministratorWish {
  phone: string;
  /** Of a new account; who has one keeps their name. */
  name: string;
  /** Of a new account, or of one without; null leaves it to codes. */
  password: string | null;
  /** Also where the province has an administrator already. */
  besideOthers: boolean;
}

const LONGEST_NAME = 120;

/**
 * Makes somebody administrator of the whole province from the command line: the first one, whom nobody on the floor can
 * appoint. All others are appointed on the floor itself.
 */
@Injectable()
export class CreateAdministrator {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Whether the account is new, and whether the password was set.
   *
   * @throws Problem validation_failed (phone, name, password), state_conflict: there is an administrator, or the account
   * is blocked or administrator already
   */
  async run({
    phone,
    name,
    password,
    besideOthers,
  }: AdministratorWish): Promise<{ isNew: boolean; hasSet: boolean }> {
    const contact = readContact({ phone });
    if (name.trim() === '' || name.length > LONGEST_NAME)
      throw fieldProblem('name', 'required', 'Cần họ và tên', 'A name is needed');
    const hash = password === null ? null : await this.passwords.hashNew(password, [name, contact.value]);
    const now = this.clock.now();
    const { accountId, isNew } = await this.transactions.run('officer', async (tx) => {
      await takeTurn(tx);
      await endExpired(tx, now);
      const open = await tx.query<{ account_id: string }[]>(
        `SELECT account_id FROM officer_duties
         WHERE role = 'administrator' AND communes IS NULL AND ended_at IS NULL AND delegated_from IS NULL`,
      );
      if (open.length > 0 && !besideOthers) throw new Problem('state_conflict');
      const known = await this.accounts.findByContact(tx, contact);
      if (known !== null && (known.status !== 'active' || open.some((duty) => duty.account_id === known.id)))
        throw new Problem('state_conflict');
      const holder = known?.id ?? (await this.accounts.create(tx, contact, name.trim(), now));
      const id = uuidv7(now.getTime());
      await tx.insert(OfficerDuty, {
        id,
        accountId: holder,
        role: 'administrator',
        communes: null,
        startsAt: now,
        createdAt: now,
        updatedAt: now,
      });
      const duty = await tx.findOneByOrFail(OfficerDuty, { id });
      await recordDuty(tx, 'duty.granted', null, duty, now, { by: 'command_line' });
      return { accountId: holder, isNew: known === null };
    });
    // Passwords are their owners' affair: no officer's transaction may write one.
    const hasSet = await this.transactions.run('account', async (tx) => {
      if (hash === null || (!isNew && (await this.passwords.has(tx, accountId)))) return false;
      await this.passwords.set(tx, accountId, hash);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'password.changed',
          subjectType: 'account',
          subjectId: accountId,
          after: { by: 'command_line' },
        },
      ]);
      return true;
    });
    return { isNew, hasSet };
  }
}
