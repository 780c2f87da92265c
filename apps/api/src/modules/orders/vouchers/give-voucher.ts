import { uuidv7 } from '#kernel/ids';
import { vietnamDay } from '#kernel/time';
import { parseVoucherCode, type VoucherCode } from '#kernel/voucher';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import type { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { GivenVoucherAnswer, GiveVoucherDto } from './voucher.dto.js';
import { Voucher } from './voucher.entity.js';

/** Whose the voucher is, and who gives it out: `sellerId` null for the floor. */
interface Giver {
  sellerId: string | null;
  accountId: string;
}

/**
 * Begins a voucher of the bound shop, or of the floor.
 *
 * @throws Problem validation_failed (a code that cannot be one or is `taken`, days the wrong way round, a share of the
 *   floor's without a cap, a value of the other kind)
 */
export async function giveVoucher(
  tx: EntityManager,
  asked: GiveVoucherDto,
  { sellerId, accountId }: Giver,
  now: Date,
): Promise<GivenVoucherAnswer> {
  const { code, key } = check(asked, sellerId, now);
  const { kind, minItemsVnd, endsOn, personLimit, startsOn = vietnamDay(now) } = asked;
  const terms = {
    kind,
    percent: asked.percent ?? null,
    capVnd: asked.capVnd ?? null,
    amountVnd: asked.amountVnd ?? null,
    minItemsVnd,
    startsOn,
    endsOn,
    totalLimit: asked.totalLimit ?? null,
    personLimit,
  };
  const id = uuidv7(now.getTime());
  try {
    await tx.insert(Voucher, {
      id,
      sellerId,
      code,
      codeKey: key,
      ...terms,
      usedCount: 0,
      createdBy: accountId,
      endedAt: null,
      createdAt: now,
      updatedAt: now,
    });
  } catch (error) {
    if (brokenConstraint(error) !== 'vouchers_code_key') throw error;
    throw fieldProblem('code', 'taken', 'Mã này, hoặc mã trông giống nó, đã có người dùng', 'This code, or one that looks like it, is taken'); // prettier-ignore
  }
  await recordAudit(tx, [
    {
      at: now,
      actorKind: sellerId === null ? 'officer' : 'seller',
      action: 'voucher.given',
      subjectType: 'voucher',
      subjectId: id,
      after: { code, ...terms },
    },
  ]);
  return { id, code };
}

function check(asked: GiveVoucherDto, sellerId: string | null, now: Date): VoucherCode {
  const parsed = parseVoucherCode(asked.code);
  if (parsed === null)
    throw fieldProblem('code', 'bad_format', 'Mã gồm 4 đến 16 chữ cái hoặc chữ số', 'A code is 4 to 16 letters and digits'); // prettier-ignore
  if (asked.endsOn < (asked.startsOn ?? '') || asked.endsOn < vietnamDay(now)) throw badDays();
  if (asked.kind === 'percent' ? asked.amountVnd !== undefined : asked.percent !== undefined || asked.capVnd !== undefined)
    throw fieldProblem('kind', 'not_allowed_value', 'Chọn giảm theo phần trăm hoặc giảm một số tiền', 'Choose a share or an amount'); // prettier-ignore
  if (sellerId === null && asked.kind === 'percent' && asked.capVnd === undefined)
    throw fieldProblem('capVnd', 'required', 'Mã của sàn cần mức giảm nhiều nhất', 'A share given by the floor needs a cap'); // prettier-ignore
  return parsed;
}

function badDays(): Problem {
  return fieldProblem('endsOn', 'too_early', 'Ngày cuối phải từ hôm nay và không trước ngày đầu', 'The last day is today or later, and not before the first'); // prettier-ignore
}
