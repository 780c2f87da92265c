import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Messages, type Message } from '../../../platform/mail/messages.js';
import { smsText } from '../../../platform/mail/sms-text.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { accountContact, PushNotices } from '../../identity/index.js';
import { photoNotice, type NoticedPhoto } from './photo-notice.js';

interface ToldPhoto extends NoticedPhoto {
  slug: string;
  keepers: string[];
}

const FOUND = `
  SELECT t.name AS point, t.slug, f.alt, f.taken_down_reason AS reason,
    array(SELECT k.account_id FROM point_keepers k WHERE k.tourism_point_id = t.id AND k.ended_at IS NULL
      ORDER BY k.account_id)::text[] AS keepers
  FROM point_photos f JOIN tourism_points t ON t.id = f.tourism_point_id
  WHERE f.id = $1 AND f.taken_down_at IS NOT NULL`;

/** Tells whoever keeps a point today that a photograph of it was taken down, and why. */
@Injectable()
export class TellOfPhotos {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: Messages,
    private readonly push: PushNotices,
    private readonly dataKeys: DataKeys,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Safe to repeat: the same photograph and keeper are the same message. */
  async send(photoId: string): Promise<void> {
    const waiting = await this.transactions.run('worker', async (tx) => {
      const [photo] = await tx.query<ToldPhoto[]>(FOUND, [photoId]);
      if (photo === undefined) throw new Error(`No photograph ${photoId} that was taken down`);
      const path = `/tai-khoan/diem-du-lich/${photo.slug}/anh`;
      const { subject, text, short } = photoNotice(photo, this.environment.publicUrl + path);
      const found: Message[] = [];
      for (const keeper of photo.keepers) {
        const to = await accountContact(tx, keeper, await this.dataKeys.find(tx, keeper));
        // Whoever was erased keeps nothing.
        if (to === null) continue;
        const id = `point-photo-${photoId}-${keeper}`;
        await this.push.tell(tx, keeper, { id, title: subject, path, urgent: false });
        found.push({ id, to, subject, text, short: smsText(short) });
      }
      return found;
    });
    for (const message of waiting) await this.messages.send(message);
  }
}
