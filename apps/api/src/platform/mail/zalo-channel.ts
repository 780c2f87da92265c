import type { ZaloAccount } from '../config/message-services.js';
import { MessageRefused, withoutPlus, type Message, type MessageChannel } from './message.js';
import { postJson } from './post-json.js';

/**
 * Zalo notification service (ZNS, business.openapi.zalo.me/message/template). It carries approved templates only: here
 * the one for codes, whose parameter is called `otp`. Its answer is 200 also for a refusal, with `error` other than 0
 * (-108: the number is not on Zalo).
 */
export class ZaloChannel implements MessageChannel {
  readonly name = 'zalo';

  constructor(
    private readonly account: ZaloAccount,
    private readonly timeoutMs: number,
  ) {}

  takes({ to, code }: Message): boolean {
    return Boolean(to.phone) && code !== undefined;
  }

  /** @throws MessageRefused */
  async send({ id, to, code }: Message): Promise<void> {
    const { url, accessToken, codeTemplate } = this.account;
    const body = {
      phone: withoutPlus(to.phone ?? ''),
      template_id: codeTemplate,
      template_data: { otp: code },
      tracking_id: id,
    };
    const answer = await postJson(this.name, url, { access_token: accessToken }, body, this.timeoutMs);
    const error = (answer as { error?: unknown } | null)?.error;
    if (error !== 0) throw new MessageRefused(this.name, `error ${String(error)}`);
  }
}
