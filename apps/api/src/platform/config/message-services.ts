import type { EnvironmentReader } from './environment-reader.ts';

const MESSAGE_CHANNELS = ['email', 'zalo', 'sms'] as const;
export type MessageChannelName = (typeof MESSAGE_CHANNELS)[number];
/** Where Zalo's notification service takes template messages. */
const ZALO_URL = 'https://business.openapi.zalo.me/message/template';

/** By what the floor reaches people. */
export interface MessageSettings {
  /** Where mail goes; null: files in DATA_DIR/outbox. */
  smtpUrl: string | null;
  /** Messages to telephones; null: none. */
  sms: SmsGateway | null;
  /** Codes to Zalo; null: none. */
  zalo: ZaloAccount | null;
  /** The order in which channels are tried; one that is left out is not used. */
  messageChannels: readonly MessageChannelName[];
  /** How long one channel may take before the next one is tried. */
  messageTimeoutSeconds: number;
}

/** A gateway that takes SMS over HTTP. */
export interface SmsGateway {
  url: string;
  token: string;
  /** The brand name people see as sender. */
  sender: string;
}

/** An official account with an approved template for codes. */
export interface ZaloAccount {
  url: string;
  accessToken: string;
  codeTemplate: string;
}

export const readMessageSettings = (reader: EnvironmentReader): MessageSettings => ({
  smtpUrl: reader.url('SMTP_URL', ['smtp:', 'smtps:']),
  sms: reader.together('SMS_URL, SMS_TOKEN and SMS_SENDER', {
    url: reader.url('SMS_URL', ['https:', 'http:']),
    token: reader.text('SMS_TOKEN'),
    sender: reader.text('SMS_SENDER'),
  }),
  zalo: zaloAccount(
    reader.url('ZALO_URL', ['https:', 'http:']),
    reader.together('ZALO_ACCESS_TOKEN and ZALO_CODE_TEMPLATE', {
      accessToken: reader.text('ZALO_ACCESS_TOKEN'),
      codeTemplate: reader.text('ZALO_CODE_TEMPLATE'),
    }),
  ),
  messageChannels: reader.list('MESSAGE_CHANNELS', MESSAGE_CHANNELS),
  // A person on a slow line is waiting for a code that is good for five minutes.
  messageTimeoutSeconds: reader.number('MESSAGE_TIMEOUT_SECONDS', 10, { min: 0.1, max: 120 }),
});

const zaloAccount = (url: string | null, account: Omit<ZaloAccount, 'url'> | null): ZaloAccount | null =>
  account === null ? null : { url: url ?? ZALO_URL, ...account };
