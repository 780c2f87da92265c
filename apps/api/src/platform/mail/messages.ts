import { Inject, Injectable, Logger } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../config/config.module.js';
import type { MessageChannelName } from '../config/message-services.js';
import { EmailChannel } from './email-channel.js';
import type { Message, MessageChannel } from './message.js';
import { Outbox } from './outbox.js';
import { SmsChannel } from './sms-channel.js';
import { ZaloChannel } from './zalo-channel.js';

export type { Message } from './message.js';

/**
 * Sends by the first channel that is configured, can carry the message, and takes it; MESSAGE_CHANNELS says in which
 * order. What none can carry lands in the outbox.
 */
@Injectable()
export class Messages {
  private readonly logger = new Logger('messages');
  private readonly channels: readonly MessageChannel[];
  private readonly outbox: Outbox;

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {
    const { smtpUrl, sms, zalo, publicUrl, messageChannels, dataDir } = environment;
    const timeoutMs = environment.messageTimeoutSeconds * 1_000;
    const configured: Readonly<Record<MessageChannelName, MessageChannel | null>> = {
      email: smtpUrl === null ? null : new EmailChannel(smtpUrl, publicUrl, timeoutMs),
      zalo: zalo === null ? null : new ZaloChannel(zalo, timeoutMs),
      sms: sms === null ? null : new SmsChannel(sms, timeoutMs),
    };
    this.channels = messageChannels.flatMap((name) => configured[name] ?? []);
    this.outbox = new Outbox(dataDir);
  }

  /**
   * Resolves once a channel, or the disk, has it; throws when every channel that could carry it refused, so that the job
   * is repeated.
   */
  async send(message: Message): Promise<void> {
    const able = this.channels.filter((channel) => channel.takes(message));
    if (able.length === 0) {
      if (!this.environment.demo)
        this.logger.warn(`no channel for message ${message.id}: kept in the outbox`);
      return this.outbox.put(message);
    }
    const refusals: string[] = [];
    for (const channel of able) {
      try {
        return await channel.send(message);
      } catch (error) {
        refusals.push(error instanceof Error ? error.message : channel.name);
        this.logger.warn(`message ${message.id} not taken by ${channel.name}: ${refusals.at(-1)}`);
      }
    }
    throw new Error(`No channel took message ${message.id}: ${refusals.join('; ')}`);
  }

  /** Takes messages to somebody out of the outbox; of what went out by a channel nothing is kept here. */
  removeFor(to: Message['to']): Promise<void> {
    return this.outbox.removeFor(to);
  }
}
