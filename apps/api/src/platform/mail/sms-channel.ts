import { createHash } from 'node:crypto';
import type { SmsGateway } from '../config/message-services.js';
import { withoutPlus, type Message, type MessageChannel } from './message.js';
import { postJson } from './post-json.js';

/** As long as gateways let an id be. */
const LONGEST_ID = 64;

const shortId = (id: string): string =>
  id.length <= LONGEST_ID ? id : createHash('sha256').update(id).digest('hex');

/**
 * SMS over a gateway's HTTP interface: `{id, to, from, text}` with a bearer token. The id stands in Idempotency-Key too,
 * so that a repeated job is one message on the telephone.
 */
export class SmsChannel implements MessageChannel {
  readonly name = 'sms';

  constructor(
    private readonly gateway: SmsGateway,
    private readonly timeoutMs: number,
  ) {}

  takes({ to, short }: Message): boolean {
    return Boolean(to.phone) && short !== undefined;
  }

  /** @throws MessageRefused */
  async send({ to, short, ...message }: Message): Promise<void> {
    const { url, token, sender } = this.gateway;
    const id = shortId(message.id);
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': id };
    const body = { id, to: withoutPlus(to.phone ?? ''), from: sender, text: short };
    await postJson(this.name, url, headers, body, this.timeoutMs);
  }
}
