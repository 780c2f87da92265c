import { createTransport, type Transporter } from 'nodemailer';
import type { Message, MessageChannel } from './message.js';

/** Mail by SMTP, to whoever left an address. */
export class EmailChannel implements MessageChannel {
  readonly name = 'email';
  private readonly smtp: Transporter;
  private readonly domain: string;

  constructor(smtpUrl: string, publicUrl: string, timeoutMs: number) {
    this.smtp = createTransport({
      url: smtpUrl,
      connectionTimeout: timeoutMs,
      socketTimeout: timeoutMs,
    });
    this.domain = new URL(publicUrl).hostname;
  }

  takes({ to }: Message): boolean {
    return Boolean(to.email);
  }

  async send({ id, to, subject, text }: Message): Promise<void> {
    await this.smtp.sendMail({
      from: `no-reply@${this.domain}`,
      to: to.email ?? '',
      subject,
      text,
      messageId: `<${id}@${this.domain}>`,
    });
  }
}
