import type { mandatePermissions } from '#kernel/permissions';
import { formatPhone } from '#kernel/phone';
import { truncate } from '#kernel/text';

export type MandatePermission = (typeof mandatePermissions)[number];

/** Of the words below, as they are written now: each consent names the version the person heard. */
export const MANDATE_TEXT_VERSION = '2026-11-27';

/** Two parts of an SMS hold 306 characters (platform/mail). */
const LONGEST = 300;
const NAME_LENGTH = 28;

const WORK: Readonly<Record<MandatePermission, string>> = {
  shop: 'hồ sơ',
  listings: 'hàng bán',
  orders: 'đơn hàng',
};

/** Who asks, and for what. */
export interface MandateAsked {
  floorName: string;
  /** Where somebody asks who has doubts. */
  floorPhone: string;
  staff: string;
  /** `cán bộ hỗ trợ Xã Đất Mũi` */
  office: string;
  shop: string;
  months: number;
}

/**
 * What the owner of a shop reads, on a basic phone too: who asks and from where, to do which work, that giving the code
 * is consent, and how to end it. The reason takes the room that is left.
 */
export function mandateText(
  asked: MandateAsked,
  permissions: readonly MandatePermission[],
  reason: string,
  code: string,
): string {
  return fill(
    `${asked.floorName}: ${cut(asked.staff)}, ${cut(asked.office)}, xin làm giúp ${workIn(permissions)} của gian hàng ${cut(asked.shop)}`,
    reason,
    `Đọc mã ${code} cho cán bộ là bác đồng ý, ${asked.months} tháng. Không thì đừng đọc. ${howToEnd(asked)}`,
  );
}

/** What somebody reads for whom staff would open an account and a shop. */
export function assistedText(asked: MandateAsked, code: string): string {
  return fill(
    `${asked.floorName}: ${cut(asked.staff)}, ${cut(asked.office)}, mở giúp gian hàng ${cut(asked.shop)}`,
    '',
    `Đọc mã ${code} là bác đồng ý mở tài khoản theo điều khoản của sàn và để cán bộ làm giúp ${asked.months} tháng. Không thì đừng đọc. ${howToEnd(asked)}`,
  );
}

const workIn = (permissions: readonly MandatePermission[]): string =>
  permissions.map((permission) => WORK[permission]).join(', ');
const howToEnd = ({ floorPhone }: MandateAsked): string =>
  `Muốn thôi, bác báo cán bộ hoặc gọi ${formatPhone(floorPhone)}.`;
const cut = (text: string): string => truncate(text, NAME_LENGTH);

function fill(who: string, reason: string, rest: string): string {
  const room = LONGEST - [...who].length - [...rest].length - 4;
  const why = reason === '' || room < 10 ? '' : `: ${truncate(reason.replace(/[.\s]+$/, ''), room)}`;
  return `${who}${why}. ${rest}`;
}
