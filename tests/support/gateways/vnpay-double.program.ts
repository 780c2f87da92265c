import { createHmac, randomInt } from 'node:crypto';
import { json, page, seeOther, serve, type Asked, type Reply } from './double-http.ts';

// VNPAY as its documents describe it (version 2.1.0): the page a signed address opens, the signed notice (IPN), and the
// calls querydr and refund. It computes every signature by itself, over the text as it came.

interface Payment {
  reference: string;
  terminal: string;
  amount: string;
  returnUrl: string;
  createDate: string;
  orderInfo: string;
  transactionNo: string;
  /** 00 paid, 01 open, 02 failed. */
  status: '00' | '01' | '02';
  given: number;
  /** In the order in which they were asked for; querydr shows the latest unless it is asked for one by its number. */
  refunds: { transactionNo: string; amount: number; type: '02' | '03' }[];
}

type Behaviour = 'fail' | 'hang' | 'lost' | 'unsigned';

const settings = {
  terminals: {} as Record<string, { secret: string; ipnUrl: string | null }>,
  offsetMs: 0,
  /** 05 at VNPAY, 06 at the bank, 00 done, 09 refused. */
  refundStatus: '05',
  /** Of refunds by amount, in hundredths of a đồng, where they stand otherwise. */
  refundStatusOf: {} as Record<string, string>,
  /** Some answers name the payment only. */
  refundsNumbered: true,
  repeats: 1,
};
const payments = new Map<string, Payment>();
const requestIds = new Set<string>();
const faults: string[] = [];
let next: Behaviour[] = [];

const hmac = (text: string, secret: string): string =>
  createHmac('sha512', secret).update(text).digest('hex');
/** yyyyMMddHHmmss, seven hours ahead of Greenwich. */
const stamp = (): string =>
  new Date(Date.now() + settings.offsetMs + 25_200_000).toISOString().replace(/\D/g, '').slice(0, 14);

const PAY: Record<string, RegExp> = {
  vnp_Version: /^2\.1\.0$/,
  vnp_Command: /^pay$/,
  vnp_TmnCode: /^[A-Z0-9]{8}$/,
  vnp_Amount: /^[1-9]\d{4,11}$/,
  vnp_CurrCode: /^VND$/,
  vnp_TxnRef: /^[A-Za-z0-9]{1,100}$/,
  vnp_OrderInfo: /^[A-Za-z0-9 ]{1,255}$/,
  vnp_OrderType: /^[a-z]{1,100}$/,
  vnp_Locale: /^(vn|en)$/,
  vnp_ReturnUrl: /^https?:\/\/.{1,245}$/,
  vnp_IpAddr: /^[0-9a-f.:]{7,45}$/,
  vnp_CreateDate: /^\d{14}$/,
  vnp_ExpireDate: /^\d{14}$/,
};
const QUERY = ['vnp_RequestId', 'vnp_Version', 'vnp_Command', 'vnp_TmnCode', 'vnp_TxnRef', 'vnp_TransactionDate', 'vnp_CreateDate', 'vnp_IpAddr', 'vnp_OrderInfo']; // prettier-ignore
const REFUND = ['vnp_RequestId', 'vnp_Version', 'vnp_Command', 'vnp_TmnCode', 'vnp_TransactionType', 'vnp_TxnRef', 'vnp_Amount', 'vnp_TransactionNo', 'vnp_TransactionDate', 'vnp_CreateBy', 'vnp_CreateDate', 'vnp_IpAddr', 'vnp_OrderInfo']; // prettier-ignore
const ANSWERED = ['vnp_ResponseId', 'vnp_Command', 'vnp_ResponseCode', 'vnp_Message', 'vnp_TmnCode', 'vnp_TxnRef', 'vnp_Amount', 'vnp_BankCode', 'vnp_PayDate', 'vnp_TransactionNo', 'vnp_TransactionType', 'vnp_TransactionStatus', 'vnp_OrderInfo', 'vnp_PromotionCode', 'vnp_PromotionAmount']; // prettier-ignore

/** Sent along, and signed by nobody. */
const UNSIGNED = ['vnp_SecureHash', 'vnp_TransactionNo'];

/** Answers to refunds are signed over two names less. */
const OF_REFUND = ANSWERED.slice(0, -2);

function wrong(what: string, reply: Reply): Reply {
  faults.push(what);
  return reply;
}

async function answer(asked: Asked): Promise<Reply> {
  if (asked.path.startsWith('/_double/')) return control(asked);
  if (asked.path === '/paymentv2/vpcpay.html') return hosted(asked);
  if (asked.path !== '/merchant_webapi/api/transaction') return { status: 404 };
  const behaviour = next.shift();
  if (behaviour === 'hang') return { status: 0, silent: 'open' };
  if (behaviour === 'fail') return { status: 503 };
  const reply = call(asked, behaviour === 'unsigned');
  return behaviour === 'lost' ? { status: 0, silent: 'cut' } : reply;
}

/** What was signed, as it stands in the address: sorted by name, without the signature. */
function signedText(query: URLSearchParams): string {
  const pairs = [...query].filter(([name]) => name !== 'vnp_SecureHash').sort(([a], [b]) => (a < b ? -1 : 1));
  return pairs.map(([name, value]) => `${form(name)}=${form(value)}`).join('&');
}

/** As a form encodes it. */
const form = (value: string): string =>
  encodeURIComponent(value)
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

async function hosted({ method, query }: Asked): Promise<Reply> {
  const refused = (what: string): Reply => wrong(what, { ...page(`<h1>Lỗi: ${what}</h1>`), status: 400 });
  for (const [name, value] of query)
    if (name !== 'vnp_SecureHash' && PAY[name]?.test(value) !== true) return refused(name);
  for (const name of Object.keys(PAY)) if (!query.has(name)) return refused(name);
  const of = (name: string): string => query.get(name) ?? '';
  const terminal = settings.terminals[of('vnp_TmnCode')];
  if (terminal === undefined) return refused('vnp_TmnCode');
  if (of('vnp_SecureHash') !== hmac(signedText(query), terminal.secret)) return refused('vnp_SecureHash');
  if (of('vnp_ExpireDate') <= stamp()) return page('<h1>Giao dịch đã quá hạn</h1>');
  if (of('vnp_CreateDate') > of('vnp_ExpireDate')) return refused('vnp_CreateDate');
  const payment = payments.get(of('vnp_TxnRef')) ?? {
    reference: of('vnp_TxnRef'), terminal: of('vnp_TmnCode'), amount: of('vnp_Amount'), returnUrl: of('vnp_ReturnUrl'),
    createDate: of('vnp_CreateDate'), orderInfo: of('vnp_OrderInfo'), transactionNo: String(randomInt(10_000_000, 99_999_999)),
    status: '01' as const, given: 0, refunds: [],
  }; // prettier-ignore
  payments.set(payment.reference, payment);
  if (method === 'POST') {
    if (payment.status !== '01') return page('<h1>Giao dịch đã xong</h1>');
    const told = await pay(payment, '00');
    return seeOther(`${payment.returnUrl}?${told}`);
  }
  return page('<h1>Thanh toán VNPAY</h1><form method="post"><button>Thanh toán</button></form>');
}

/** A signed notice of how the payment ended; the terminal's own address is told. */
async function pay(payment: Payment, code: '00' | '24', lie: Record<string, string> = {}): Promise<string> {
  payment.status = code === '00' ? '00' : '02';
  const told = notice(payment, code, lie);
  const url = settings.terminals[payment.terminal]?.ipnUrl ?? null;
  if (url !== null)
    await Promise.all(
      Array.from({ length: settings.repeats }, () => fetch(`${url}?${told}`).catch(() => null)),
    );
  return told;
}

function notice(payment: Payment, code: '00' | '24', lie: Record<string, string>): string {
  const query = new URLSearchParams({
    vnp_Amount: payment.amount,
    vnp_BankCode: 'NCB',
    vnp_BankTranNo: `VNP${payment.transactionNo}`,
    vnp_CardType: 'ATM',
    vnp_OrderInfo: payment.orderInfo,
    vnp_PayDate: stamp(),
    vnp_ResponseCode: code,
    vnp_TmnCode: payment.terminal,
    vnp_TransactionNo: payment.transactionNo,
    vnp_TransactionStatus: code === '00' ? '00' : '02',
    vnp_TxnRef: payment.reference,
    ...lie,
  });
  return `${query.toString()}&vnp_SecureHash=${hmac(signedText(query), settings.terminals[payment.terminal]?.secret ?? '')}`;
}

function call({ method, headers, body }: Asked, unsigned: boolean): Reply {
  if (method !== 'POST' || headers['content-type'] !== 'application/json')
    return wrong('content-type', { status: 415 });
  const asked = JSON.parse(body) as Record<string, string>;
  const names = asked['vnp_Command'] === 'refund' ? REFUND : QUERY;
  const unknown = Object.keys(asked).find((name) => ![...names, ...UNSIGNED].includes(name));
  if (unknown !== undefined) return wrong(unknown, code('03', '', unsigned));
  const terminal = settings.terminals[asked['vnp_TmnCode'] ?? ''];
  if (terminal === undefined) return wrong('vnp_TmnCode', code('02', '', unsigned));
  const { secret } = terminal;
  if (asked['vnp_SecureHash'] !== hmac(names.map((name) => asked[name] ?? '').join('|'), secret))
    return wrong('vnp_SecureHash', code('97', secret, unsigned));
  const requestId = asked['vnp_RequestId'] ?? '';
  if (!/^[A-Za-z0-9]{1,32}$/.test(requestId)) return wrong('vnp_RequestId', code('03', secret, unsigned));
  const payment = payments.get(asked['vnp_TxnRef'] ?? '');
  if (payment === undefined) return code('91', secret, unsigned);
  if (payment.createDate !== asked['vnp_TransactionDate'])
    return wrong('vnp_TransactionDate', code('91', secret, unsigned));
  if (asked['vnp_Command'] === 'querydr') return shown(payment, asked['vnp_TransactionNo'], secret, unsigned);
  if (requestIds.has(requestId)) return code('94', secret, unsigned, OF_REFUND);
  return refund(payment, asked, secret, unsigned);
}

function refund(payment: Payment, asked: Record<string, string>, secret: string, unsigned: boolean): Reply {
  const amount = Number(asked['vnp_Amount']);
  const full = asked['vnp_TransactionType'] === '02';
  if (payment.status !== '00' || full !== (amount === Number(payment.amount)))
    return wrong('vnp_TransactionType', code('95', secret, unsigned, OF_REFUND));
  if (payment.given + amount > Number(payment.amount))
    return wrong('vnp_Amount', code('04', secret, unsigned, OF_REFUND));
  requestIds.add(asked['vnp_RequestId'] ?? '');
  payment.given += amount;
  const made = {
    transactionNo: String(randomInt(10_000_000, 99_999_999)),
    amount,
    type: full ? '02' : '03',
  } as const;
  payment.refunds.push(made);
  return signedAnswer(
    { ...about(payment), ...ofRefund(made), vnp_Command: 'refund', vnp_TransactionStatus: '05' },
    OF_REFUND, secret, unsigned,
  ); // prettier-ignore
}

const about = (payment: Payment): Record<string, string> => ({
  vnp_ResponseCode: '00', vnp_Message: 'Success', vnp_TmnCode: payment.terminal, vnp_TxnRef: payment.reference,
  vnp_Amount: payment.amount, vnp_BankCode: 'NCB', vnp_PayDate: stamp(), vnp_TransactionNo: payment.transactionNo,
  vnp_TransactionType: '01', vnp_TransactionStatus: payment.status, vnp_OrderInfo: payment.orderInfo,
}); // prettier-ignore

function shown(payment: Payment, number: string | undefined, secret: string, unsigned: boolean): Reply {
  const { refunds } = payment;
  const of = number === undefined ? refunds.at(-1) : refunds.find((one) => one.transactionNo === number);
  if (number !== undefined && of === undefined && number !== payment.transactionNo)
    return code('91', secret, unsigned);
  const values = { ...about(payment), ...(of === undefined ? {} : ofRefund(of)), vnp_Command: 'querydr' };
  return signedAnswer(values, ANSWERED, secret, unsigned);
}

const ofRefund = ({ transactionNo, amount, type }: Payment['refunds'][number]): Record<string, string> => ({
  vnp_Amount: String(amount),
  vnp_TransactionType: type,
  vnp_TransactionStatus: settings.refundStatusOf[amount] ?? settings.refundStatus,
  ...(settings.refundsNumbered ? { vnp_TransactionNo: transactionNo } : {}),
});

/** A refused call is signed over what that call's answer is signed over. */
const code = (responseCode: string, secret: string, unsigned: boolean, names = ANSWERED): Reply =>
  signedAnswer({ vnp_ResponseCode: responseCode, vnp_Message: responseCode }, names, secret, unsigned);

function signedAnswer(
  values: Record<string, string>,
  names: readonly string[],
  secret: string,
  unsigned: boolean,
): Reply {
  const answered: Record<string, string> = { vnp_ResponseId: String(randomInt(1_000_000_000)), ...values };
  const text = names.map((name) => answered[name] ?? '').join('|');
  return json(200, { ...answered, vnp_SecureHash: unsigned ? hmac(text, 'ai do khac') : hmac(text, secret) });
}

async function control({ path, body }: Asked): Promise<Reply> {
  const said = JSON.parse(body) as Record<string, never>;
  switch (path.slice('/_double/'.length)) {
    case 'settings':
      Object.assign(settings, said);
      return json(200, {});
    case 'next':
      next = (said as unknown as { calls: Behaviour[] }).calls;
      return json(200, {});
    case 'pay': {
      const { reference, code: end, lie, quiet } = said as unknown as {
        reference: string; code: '00' | '24'; lie?: Record<string, string>; quiet?: boolean;
      }; // prettier-ignore
      const payment = payments.get(reference);
      if (payment === undefined) return json(404, {});
      if (quiet === true) {
        payment.status = end === '00' ? '00' : '02';
        return json(200, { notice: notice(payment, end, lie ?? {}) });
      }
      return json(200, { notice: await pay(payment, end, lie ?? {}) });
    }
    case 'state':
      return json(200, { payments: [...payments.values()], faults });
    default:
      return json(404, {});
  }
}

serve('vnpay double', answer);
