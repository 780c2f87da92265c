import { Inject, Injectable, Logger } from '@nestjs/common';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type Transporter } from 'nodemailer';
import { ENVIRONMENT, type Environment } from '../config/config.module.js';

/** A message to a person, by whatever way they can be reached. */
export interface Message {
  /** The same id twice is the same message: a repeated job overwrites its file, and mail clients show it once. */
  id: string;
  to: { email?: string | null; phone?: string | null };
  subject: string;
  text: string;
}

/** Sends by SMTP where it is configured and an e-mail address is known; otherwise the message lands in the outbox. */
@Injectable()
export class Messages {
  private readonly logger = new Logger('messages');
  private readonly smtp: Transporter | null;
  private readonly outbox: string;
  private readonly sender: string;

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {
    this.smtp = environment.smtpUrl === null ? null : createTransport(environment.smtpUrl);
    this.outbox = join(environment.dataDir, 'outbox');
    this.sender = `no-reply@${new URL(environment.publicUrl).hostname}`;
  }

  /** Resolves once the mail server, or the disk, has it; throws when neither took it, so that the job is repeated. */
  async send(message: Message): Promise<void> {
    if (this.smtp !== null && message.to.email) {
      await this.smtp.sendMail({
        from: this.sender,
        to: message.to.email,
        subject: message.subject,
        text: message.text,
        messageId: `<${message.id}@${new URL(this.environment.publicUrl).hostname}>`,
      });
      return;
    }
    if (!this.environment.demo) this.logger.warn(`no channel for message ${message.id}: kept in the outbox`);
    await mkdir(this.outbox, { recursive: true });
    const path = join(this.outbox, `${message.id}.json`);
    await writeFile(`${path}.part`, `${JSON.stringify(message, null, 2)}\n`, { mode: 0o600 });
    await rename(`${path}.part`, path);
  }

  /** Takes messages to somebody out of the outbox, half-written ones too; of what was sent by mail nothing is kept here. */
  async removeFor({ phone, email }: Message['to']): Promise<void> {
    const addresses = [phone, email].filter((address) => address != null && address !== '');
    const names = await readdir(this.outbox).catch(() => []);
    for (const name of names) {
      const path = join(this.outbox, name);
      const text = await readFile(path, 'utf8').catch(() => '');
      if (addresses.some((address) => text.includes(JSON.stringify(address))))
        await rm(path, { force: true });
    }
  }
}
