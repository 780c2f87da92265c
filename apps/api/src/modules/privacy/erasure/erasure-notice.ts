import { Inject, Injectable } from '@nestjs/common';
import { formatDateTime } from '#kernel/time';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Messages } from '../../../platform/mail/messages.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { accountContact } from '../../identity/index.js';
import { Erasure } from './erasure.entity.js';

/** Tells the owner of an account that its erasure was asked for, and until when that can be taken back. */
@Injectable()
export class ErasureNotice {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly messages: Messages,
    private readonly floor: FloorProfile,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Safe to repeat: the same request is the same message. Nothing once it was taken back or carried out. */
  async send(erasureId: string): Promise<void> {
    const found = await this.transactions.run('worker', async (tx) => {
      const erasure = await tx.findOneBy(Erasure, { id: erasureId, status: 'waiting' });
      if (erasure === null) return null;
      const key = await this.dataKeys.find(tx, erasure.accountId);
      return { erasure, contact: await accountContact(tx, erasure.accountId, key) };
    });
    if (found === null || found.contact === null) return;
    const { email, phone } = found.contact;
    const until = formatDateTime(found.erasure.dueAt);
    await this.messages.send({
      id: `erasure-${erasureId}`,
      to: { email, phone },
      subject: 'Yêu cầu xóa tài khoản đã được ghi nhận',
      text: [
        'Sàn vừa nhận yêu cầu xóa tài khoản của bạn.',
        '',
        `Tài khoản sẽ được xóa sau ${until}. Trước lúc đó bạn có thể giữ lại tài khoản tại:`,
        `${this.environment.publicUrl}/tai-khoan/du-lieu`,
        '',
        'Nếu không phải bạn yêu cầu, hãy vào trang trên để hủy yêu cầu và đổi mật khẩu ngay.',
        '',
      ].join('\n'),
      short: smsText(
        `${this.floor.province.floorName}: tài khoản của bạn sẽ bị xóa sau ${until}. Muốn giữ lại thì đăng nhập, vào trang Dữ liệu của bạn trước lúc đó.`,
      ),
    });
  }
}
