import { Logger } from '@nestjs/common';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SendCodeMessage } from '../../../apps/api/src/modules/identity/codes/send-code-message.js';
import { Messages, type Message } from '../../../apps/api/src/platform/mail/messages.js';
import { testApp, testEnvironment, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { MessageGateway } from '../../support/message-gateways.js';
import { readMessages } from '../../support/outbox.js';
import { Visitor } from '../../support/visitor.js';

const SMS = { token: 'sms-token-of-a-test', sender: 'SAN OCOP' };
const ZALO = { accessToken: 'zalo-token-of-a-test', template: '300001' };
const CODE: Message = {
  id: 'code-0192',
  to: { phone: '+84912345678' },
  subject: 'Mã xác nhận',
  text: '123456 là mã của bạn',
  short: '123456 là mã của bạn',
  code: '123456',
};

let database: TestDatabase;
let sms: MessageGateway;
let zalo: MessageGateway;

beforeAll(async () => {
  // Refusals are what is tried here; they need not be read in the log.
  Logger.overrideLogger(false);
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  [sms, zalo] = [await MessageGateway.sms(SMS), await MessageGateway.zalo(ZALO)];
});
afterEach(async () => {
  await Promise.all([sms.close(), zalo.close()]);
});

const smsEnv = (): Record<string, string> => ({
  SMS_URL: sms.url,
  SMS_TOKEN: SMS.token,
  SMS_SENDER: SMS.sender,
  MESSAGE_TIMEOUT_SECONDS: '0.3',
});
const zaloEnv = (): Record<string, string> => ({
  ZALO_URL: zalo.url,
  ZALO_ACCESS_TOKEN: ZALO.accessToken,
  ZALO_CODE_TEMPLATE: ZALO.template,
  MESSAGE_TIMEOUT_SECONDS: '0.3',
});
const both = (): Record<string, string> => ({ ...smsEnv(), ...zaloEnv() });
const messages = (env: Record<string, string>): Messages => new Messages(testEnvironment({ database, env }));

describe('a code', () => {
  it('goes by SMS in the gateway’s own form', async () => {
    await messages(smsEnv()).send(CODE);
    expect(sms.faults).toEqual([]);
    expect(sms.taken).toEqual([{ to: '84912345678', said: CODE.text, id: 'code-0192' }]);
  });

  it('goes by Zalo as the parameter of an approved template', async () => {
    await messages(zaloEnv()).send(CODE);
    expect(zalo.faults).toEqual([]);
    expect(zalo.taken).toEqual([{ to: '84912345678', said: '123456', id: 'code-0192' }]);
  });

  it('goes by one channel only, in the order the operator set', async () => {
    await messages(both()).send(CODE);
    await messages({ ...both(), MESSAGE_CHANNELS: 'sms,zalo' }).send(CODE);
    await messages({ ...both(), MESSAGE_CHANNELS: 'sms' }).send(CODE);
    expect([zalo.requests, sms.requests]).toEqual([1, 2]);
  });

  it.each(['fail', 'hang', 'redirect', 'refuse'] as const)(
    'goes on to the next channel when one does this: %s',
    async (behaviour) => {
      zalo.next = [behaviour];
      await messages(both()).send(CODE);
      expect([zalo.requests, zalo.taken.length, sms.taken.length]).toEqual([1, 0, 1]);
    },
  );

  it('is an error when no channel took it, tried once each, and says nothing of person or code', async () => {
    zalo.next = ['refuse', 'fail'];
    sms.next = ['fail', 'hang'];
    for (const expected of ['zalo: error -108; sms: status 503', 'zalo: status 503; sms: TimeoutError']) {
      const error: unknown = await messages(both())
        .send(CODE)
        .catch((thrown: unknown) => thrown);
      expect(String(error)).toBe(`Error: No channel took message code-0192: ${expected}`);
    }
    expect([zalo.requests, sms.requests]).toEqual([2, 2]);
    expect(await readMessages(database), 'nor is it left on the disk').toEqual([]);
  });

  it('is refused by the gateway when the token is wrong', async () => {
    const wrong = messages({ ...smsEnv(), SMS_TOKEN: 'another-token' });
    await expect(wrong.send(CODE)).rejects.toThrow('sms: status 400');
    expect(sms.faults).toEqual(['authorization']);
  });
});

describe('a message that is no code', () => {
  it('goes by SMS only in a short wording, by Zalo never, by mail only where an address is known', async () => {
    const { code: _, short: __, ...long } = CODE;
    await messages(both()).send({ ...long, id: 'long' });
    await messages(both()).send({ ...long, id: 'short', short: 'Gian hàng đã được duyệt' });
    expect(zalo.requests).toBe(0);
    expect(sms.taken).toEqual([{ to: '84912345678', said: 'Gian hàng đã được duyệt', id: 'short' }]);
    expect((await readMessages(database)).map(({ id }) => id)).toEqual(['long']);
    const received: string[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, done) => {
        stream.resume().on('end', () => {
          received.push(...session.envelope.rcptTo.map(({ address }) => address));
          done();
        });
      },
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.server.address() as { port: number };
    const mail = messages({ ...both(), SMTP_URL: `smtp://127.0.0.1:${port}` });
    await mail.send({ ...long, id: 'mailed', to: { email: 'thu@mau.example.vn', phone: '+84912345678' } });
    await mail.send({ ...CODE, id: 'code-phone' });
    await new Promise<void>((closed) => server.close(closed));
    expect(received).toEqual(['thu@mau.example.vn']);
    expect([zalo.requests, sms.requests]).toEqual([1, 1]);
  });
});

describe('the job that sends a code', () => {
  let app: TestApp;
  const clock = clockAtSeeding();
  beforeEach(async () => {
    app = await testApp({ database, clock, env: smsEnv() });
  });
  afterEach(() => app.close());

  it('keeps the words sealed until the gateway has them, and repeats itself under the same id', async () => {
    await new Visitor(app, database).askForCode({ phone: '0912345678' });
    const [row] = await database.query<{ id: string; message: string }>(
      `SELECT id, message FROM one_time_codes ORDER BY id DESC LIMIT 1`,
    );
    const send = (): Promise<void> => app.get(SendCodeMessage).run(row?.id ?? '');
    sms.next = ['fail'];
    await expect(send()).rejects.toThrow('status 503');
    await send();
    await send();
    expect(sms.requests, 'sent once, after one failure').toBe(2);
    const [taken] = sms.taken;
    expect(taken).toMatchObject({ to: '84912345678', id: `code-${row?.id}` });
    expect(taken?.said).toMatch(/^\d{6} la ma xac nhan cua ban tren .{5,60}, dung trong 5 phut\. /);
    expect(row?.message).not.toContain(taken?.said.slice(0, 6));
    const after = await database.query(`SELECT message, sent_at FROM one_time_codes WHERE id = $1`, [
      row?.id,
    ]);
    expect(after).toEqual([{ message: null, sent_at: clock.now() }]);
  });

  it('sends nothing any more when the code is void', async () => {
    await new Visitor(app, database).askForCode({ phone: '0912345679' });
    const [row] = await database.query<{ id: string }>(
      `SELECT id FROM one_time_codes WHERE message IS NOT NULL ORDER BY id DESC LIMIT 1`,
    );
    clock.advance(5 * 60_000);
    await app.get(SendCodeMessage).run(row?.id ?? '');
    expect(sms.requests).toBe(0);
  });
});
