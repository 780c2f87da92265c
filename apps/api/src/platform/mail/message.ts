import type { MessageChannelName } from '../config/message-services.js';

/** A message to a person, by whatever way they can be reached. */
export interface Message {
  /** The same id twice is the same message: a repeated job overwrites its file, and gateways deliver it once. */
  id: string;
  to: { email?: string | null; phone?: string | null };
  subject: string;
  text: string;
  /** The wording for a telephone (sms-text.ts), one part or two. Without one the message is too long to go by SMS. */
  short?: string;
  /** The one-time code in it, for channels that only carry templates approved beforehand. */
  code?: string;
}

/** A way to reach people. */
export interface MessageChannel {
  readonly name: MessageChannelName;
  /** Whether the message could go this way at all. */
  takes(message: Message): boolean;
  /** Resolves once the other side has it; throws otherwise. Never tries twice by itself: the job does. */
  send(message: Message): Promise<void>;
}

/** A gateway did not take a message. Says which and why, and nothing of person or text. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused';

  constructor(
    readonly channel: MessageChannelName,
    reason: string,
  ) {
    super(`${channel}: ${reason}`);
  }
}

/** `84912345678`, the form in which gateways take a number in E.164. */
export const withoutPlus = (e164: string): string => e164.replace(/^\+/, '');
