import { createHash, createHmac, randomBytes } from 'node:crypto';
import { json, page, seeOther, serve, type Asked, type Reply } from './double-http.ts';
import { faultOf, readForm, type Tree } from './stripe-form.ts';
import { REFUND_RULES, SESSION_RULES, type Refund, type Session } from './stripe-rules.ts';

// Stripe as its API reference describes it, as far as a marketplace needs it: direct charges of connected accounts by
// Checkout Sessions, their expiry, refunds, signed events. It judges keys, accounts, idempotency and parameters by itself.

/** `lost`: it is done, and the answer never arrives; `stored`: a 500 that comes again with the same key. */
type Behaviour = 'fail' | 'stored' | 'hang' | 'lost';

const settings = {
  secretKey: '',
  webhookSecret: '',
  accounts: {} as Record<string, { charges: boolean }>,
  offsetMs: 0,
  webhookUrl: null as string | null,
  /** How often each event is told, and whether the latest is told first. */
  repeats: 1,
  refundStatus: 'succeeded',
};
const sessions = new Map<string, Session>();
const refunds: Refund[] = [];
const answered = new Map<string, { digest: string; reply: Reply | null }>();
const faults: string[] = [];
const log: string[] = [];
let next: { path: string; behaviour: Behaviour }[] = [];
let base = '';

const MIN_VND = 13_000;
const seconds = (): number => Math.floor((Date.now() + settings.offsetMs) / 1000);
const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;
function refuse(status: number, type: string, message: string, more: object = {}): Reply {
  faults.push(message);
  return json(status, { error: { type, message, ...more } });
}
const invalid = (message: string, more: object = {}): Reply =>
  refuse(400, 'invalid_request_error', message, more);

async function answer(asked: Asked): Promise<Reply> {
  if (base === '') base = `http://${asked.headers.host ?? ''}`;
  if (asked.path.startsWith('/_double/')) return control(asked);
  if (asked.path.startsWith('/c/pay/')) return hosted(asked);
  log.push(`${asked.method} ${asked.path}`);
  const at = next.findIndex(({ path }) => asked.path.startsWith(path));
  const behaviour = at === -1 ? null : (next.splice(at, 1)[0]?.behaviour ?? null);
  if (behaviour === 'hang') return { status: 0, silent: 'open' };
  if (behaviour === 'fail') return json(503, { error: { type: 'api_error', message: 'Busy' } });
  const reply = once(asked, behaviour === 'stored');
  return behaviour === 'lost' ? { status: 0, silent: 'cut' } : reply;
}

/** The same key brings the same answer, also a failure of Stripe's own; what was refused before it began does not count. */
function once(asked: Asked, broken: boolean): Reply {
  const key = asked.headers['idempotency-key'];
  if (asked.method !== 'POST' || typeof key !== 'string') return judge(asked);
  if (key.length > 255)
    return refuse(400, 'invalid_request_error', 'Idempotency keys have at most 255 characters');
  const account = String(asked.headers['stripe-account'] ?? '');
  const digest = createHash('sha256').update(`${asked.path}|${account}|${asked.body}`).digest('hex');
  const before = answered.get(key);
  if (before !== undefined) {
    if (before.digest !== digest)
      return refuse(
        400,
        'idempotency_error',
        'Keys for idempotent requests can only be used with the same parameters',
      );
    const { reply } = before;
    if (reply === null)
      return refuse(409, 'idempotency_error', 'There is another request with this key in progress');
    return { ...reply, headers: { ...reply.headers, 'idempotent-replayed': 'true' } };
  }
  const reply = broken
    ? json(500, { error: { type: 'api_error', message: 'An unknown error occurred' } })
    : judge(asked);
  if (broken || reply.status === 200) answered.set(key, { digest, reply });
  return reply;
}

function judge(asked: Asked): Reply {
  const { method, path, headers } = asked;
  if (headers.authorization !== `Bearer ${settings.secretKey}`)
    return refuse(401, 'invalid_request_error', 'Invalid API Key provided');
  const account = String(headers['stripe-account'] ?? '');
  const retrieved = /^\/v1\/accounts\/(\w+)$/.exec(path)?.[1];
  if (method === 'GET' && retrieved !== undefined) {
    const found = settings.accounts[retrieved];
    if (found === undefined)
      return refuse(403, 'invalid_request_error', 'The provided key does not have access to account', {
        code: 'account_invalid',
      });
    return json(200, { id: retrieved, object: 'account', charges_enabled: found.charges });
  }
  if (settings.accounts[account] === undefined)
    return refuse(403, 'invalid_request_error', `No access to account '${account}'`, {
      code: 'account_invalid',
    });
  if (method === 'POST' && headers['content-type'] !== 'application/x-www-form-urlencoded')
    return invalid('Stripe reads forms');
  if (method === 'POST' && path === '/v1/checkout/sessions')
    return createSession(readForm(asked.body), account);
  const [, id, verb] = /^\/v1\/checkout\/sessions\/(\w+)(?:\/(expire))?$/.exec(path) ?? [];
  if (id !== undefined) return oneSession(method, id, verb, account);
  if (method === 'POST' && path === '/v1/refunds') return createRefund(readForm(asked.body), account);
  if (method === 'GET' && path === '/v1/refunds') return listRefunds(asked.query, account);
  return refuse(404, 'invalid_request_error', `Unrecognized request URL (${method}: ${path})`);
}

function createSession(params: Tree, account: string): Reply {
  const fault = faultOf(params, SESSION_RULES);
  if (fault !== null)
    return invalid(fault[1], {
      param: fault[0],
      ...(fault[1].startsWith('Received') ? { code: 'parameter_unknown' } : {}),
    });
  for (const name of ['mode', 'line_items', 'success_url'])
    if (params[name] === undefined) return invalid(`Missing required param: ${name}`, { param: name });
  const item = (params['line_items'] as Record<string, Record<string, Tree | string>>)['0'];
  const price = item?.['price_data'] as Record<string, string>;
  const amount = Number(price['unit_amount']) * Number(item?.['quantity']);
  if (amount < MIN_VND)
    return invalid('The amount must convert to at least 50 cents', { code: 'amount_too_small' });
  const expiresAt = Number(params['expires_at'] ?? seconds() + 86_400);
  if (expiresAt < seconds() + 1_800 || expiresAt > seconds() + 86_400)
    return invalid('The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation', { param: 'expires_at' }); // prettier-ignore
  const fee = Number((params['payment_intent_data'] as Tree | undefined)?.['application_fee_amount'] ?? 0);
  if (fee > amount)
    return invalid('The application fee is more than the amount', { param: 'application_fee_amount' });
  const id = newId('cs_test');
  const session: Session = {
    id, account, params, amount, fee, expiresAt, created: seconds(), status: 'open', paymentStatus: 'unpaid', paymentIntent: null,
  }; // prettier-ignore
  sessions.set(id, session);
  return json(200, shown(session));
}

function shown(session: Session): object {
  if (session.status === 'open' && session.expiresAt <= seconds()) session.status = 'expired';
  const { id, params, amount, status, paymentStatus, paymentIntent, expiresAt, created } = session;
  return {
    id,
    object: 'checkout.session',
    amount_total: amount,
    currency: 'vnd',
    client_reference_id: params['client_reference_id'] ?? null,
    metadata: params['metadata'] ?? {},
    mode: 'payment',
    status,
    payment_status: paymentStatus,
    payment_intent: paymentIntent,
    expires_at: expiresAt,
    created,
    livemode: false,
    url: status === 'open' ? `${base}/c/pay/${id}` : null,
  };
}

function oneSession(method: string, id: string, verb: string | undefined, account: string): Reply {
  const session = sessions.get(id);
  if (session === undefined || session.account !== account)
    return refuse(404, 'invalid_request_error', `No such checkout.session: ${id}`, {
      code: 'resource_missing',
    });
  const now = shown(session);
  if (method === 'GET' && verb === undefined) return json(200, now);
  if (method !== 'POST' || verb !== 'expire')
    return refuse(404, 'invalid_request_error', 'Unrecognized request URL');
  if (session.status !== 'open')
    return json(400, { error: { type: 'invalid_request_error', message: `Only open Checkout Sessions can be expired. This one is ${session.status}.` } }); // prettier-ignore
  session.status = 'expired';
  return json(200, shown(session));
}

function createRefund(params: Tree, account: string): Reply {
  const fault = faultOf(params, REFUND_RULES);
  if (fault !== null) return invalid(fault[1], { param: fault[0] });
  const session = [...sessions.values()].find(
    (one) => one.paymentIntent === params['payment_intent'] && one.account === account,
  );
  if (session === undefined)
    return refuse(404, 'invalid_request_error', 'No such payment_intent', { code: 'resource_missing' });
  const mine = refunds.filter((refund) => refund.paymentIntent === session.paymentIntent);
  const back = mine.reduce((sum, refund) => sum + refund.amount, 0);
  const amount = Number(params['amount'] ?? session.amount - back);
  if (back + amount > session.amount)
    return invalid('Refund amount is greater than unrefunded amount on charge', {
      code: 'charge_already_refunded',
    });
  const feeRefunded = params['refund_application_fee'] === 'true';
  if (feeRefunded && session.fee === 0) return invalid('There is no application fee to refund');
  const refund: Refund = {
    id: newId('re'), account, paymentIntent: session.paymentIntent ?? '', amount, status: settings.refundStatus, feeRefunded,
    metadata: (params['metadata'] ?? {}) as Tree,
  }; // prettier-ignore
  refunds.push(refund);
  return json(200, shownRefund(refund));
}

const shownRefund = ({ id, amount, paymentIntent, status, metadata }: Refund): object => ({
  id, object: 'refund', amount, currency: 'vnd', payment_intent: paymentIntent, status, metadata,
}); // prettier-ignore

function listRefunds(query: URLSearchParams, account: string): Reply {
  const data = refunds
    .filter((one) => one.account === account && one.paymentIntent === query.get('payment_intent'))
    .map(shownRefund);
  return json(200, { object: 'list', data, has_more: false, url: '/v1/refunds' });
}

const asText = (value: string | Tree | undefined): string => (typeof value === 'string' ? value : '');

/** The page a buyer sees: one button that pays, one link back. */
async function hosted({ method, path }: Asked): Promise<Reply> {
  const session = sessions.get(path.slice('/c/pay/'.length));
  if (session === undefined) return { status: 404 };
  shown(session);
  if (session.status === 'expired') return page('<h1>Phiên thanh toán đã hết hạn</h1>');
  if (method === 'POST') {
    await tell(pay(session, {}));
    return seeOther(asText(session.params['success_url']));
  }
  return page(`<h1>Thanh toán ${session.amount} đ</h1><form method="post"><button>Thanh toán</button></form>
    <p><a href="${asText(session.params['cancel_url'])}">Quay lại</a></p>`);
}

interface Event {
  body: string;
  signature: string;
  eventId: string;
}

/** Money comes in; the event that tells of it, changed as `lie` says: another account, another amount. */
function pay(session: Session, lie: Record<string, unknown>): Event {
  session.status = 'complete';
  session.paymentStatus = 'paid';
  session.paymentIntent ??= newId('pi');
  return event('checkout.session.completed', session.account, { ...shown(session), ...lie });
}

function event(type: string, account: string, object: object): Event {
  const eventId = newId('evt');
  const body = JSON.stringify({
    id: eventId, object: 'event', api_version: '2026-08-26.dahlia', created: seconds(), type, account, livemode: false,
    data: { object },
  }); // prettier-ignore
  return { body, signature: signed(body, seconds()), eventId };
}

const signed = (body: string, at: number): string =>
  `t=${at},v1=${createHmac('sha256', settings.webhookSecret).update(`${at}.${body}`).digest('hex')}`;

async function tell({ body, signature }: Event): Promise<void> {
  const { webhookUrl, repeats } = settings;
  if (webhookUrl === null) return;
  const headers = { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature };
  await Promise.all(
    Array.from({ length: repeats }, () =>
      fetch(webhookUrl, { method: 'POST', headers, body }).catch(() => null),
    ),
  );
}

async function control({ path, body }: Asked): Promise<Reply> {
  const said = JSON.parse(body) as Record<string, never>;
  switch (path.slice('/_double/'.length)) {
    case 'settings':
      Object.assign(settings, said);
      return json(200, {});
    case 'next':
      next = (said as unknown as { calls: typeof next }).calls;
      return json(200, {});
    case 'pay': {
      const { sessionId, lie, quiet } = said as unknown as {
        sessionId: string;
        lie?: Record<string, unknown>;
        quiet?: boolean;
      };
      const session = sessions.get(sessionId);
      if (session === undefined) return json(404, {});
      shown(session);
      if (session.status !== 'open') return json(409, { status: session.status });
      const paid = pay(session, lie ?? {});
      if (quiet !== true) await tell(paid);
      return json(200, paid);
    }
    case 'event': {
      const { type, account, object, secondsAgo } = said as unknown as {
        type: string; account: string; object: object; secondsAgo?: number;
      }; // prettier-ignore
      const made = event(type, account, object);
      return json(200, { ...made, signature: signed(made.body, seconds() - (secondsAgo ?? 0)) });
    }
    case 'refunds': {
      const { status } = said as unknown as { status: string };
      for (const refund of refunds) refund.status = status;
      const last = refunds.at(-1);
      return json(200, last === undefined ? null : event('refund.updated', last.account, shownRefund(last)));
    }
    case 'state':
      return json(200, {
        sessions: [...sessions.values()].map((one) => ({ ...one, ...shown(one) })),
        refunds,
        faults,
        log,
      });
    default:
      return json(404, {});
  }
}

serve('stripe double', answer);
