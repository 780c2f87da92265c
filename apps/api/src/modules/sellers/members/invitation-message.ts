import { Inject, Injectable } from '@nestjs/common';
import { truncate } from '#kernel/text';
import { formatDay, vietnamDay } from '#kernel/time';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Messages } from '../../../platform/mail/messages.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';

/** So that the message fits a telephone. */
const SHOP_LENGTH = 60;

/** Writes to whoever was invited into a shop; safe to repeat. */
@Injectable()
export class InvitationMessage {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly messages: Messages,
    private readonly profile: FloorProfile,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async send(invitationId: string): Promise<void> {
    const found = await this.transactions.run('worker', async (tx) => {
      const [row] = await tx.query<Found[]>(
        `SELECT s.id AS "sellerId", CASE WHEN s.status IN ('approved', 'suspended') THEN s.name END AS shop, i.phone_sealed AS phone, i.expires_at AS "expiresAt"
         FROM seller_invitations i JOIN sellers s ON s.id = i.seller_id WHERE i.id = $1 AND i.status = 'open'`,
        [invitationId],
      );
      if (row === undefined) return null;
      const key = await this.dataKeys.of(tx, row.sellerId);
      return { ...row, phone: key.open(row.phone, 'seller_invitations.phone') };
    });
    // Taken back in the meantime: there is nobody to tell.
    if (found === null) return;
    const { floorName } = this.profile.province;
    const until = formatDay(vietnamDay(found.expiresAt));
    // What no officer has seen yet could be anybody's advertisement, sent to anybody in the floor's name.
    const shop = found.shop === null ? 'có gian hàng' : `gian hàng ${truncate(found.shop, SHOP_LENGTH)}`;
    const text = `${floorName}: ${shop} mời bạn cùng làm. Đăng nhập ${this.environment.publicUrl} bằng số điện thoại này rồi vào Kênh người bán để nhận lời, trước ngày ${until}. Không muốn thì bỏ qua tin này.`;
    await this.messages.send({
      id: `seller-invitation-${invitationId}`,
      to: { phone: found.phone },
      subject: `${floorName}: lời mời làm cùng gian hàng`,
      text: `${text}\n`,
      short: smsText(text),
    });
  }
}

interface Found {
  sellerId: string;
  /** Null: not a name that an officer has seen. */
  shop: string | null;
  phone: string;
  expiresAt: Date;
}
