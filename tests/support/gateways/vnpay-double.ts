import { DoubleProcess } from './double-process.js';

export const VNPAY_TERMINAL = 'MAUSAN01';
export const VNPAY_SECRET = 'BIMATMAUBIMATMAUBIMATMAU01';

interface State {
  payments: { reference: string; amount: string; status: string; given: number; transactionNo: string }[];
  faults: string[];
}

type RefundStatus = '05' | '06' | '00' | '09';

/** What the double does with the next call of a machine; `lost` is done and never answered. */
export type VnpayBehaviour = 'fail' | 'hang' | 'lost' | 'unsigned';

/** VNPAY, as a process beside the floor. */
export class VnpayDouble {
  private constructor(private readonly process: DoubleProcess) {}

  /** Living at that time, with one terminal. */
  static async start(now: Date): Promise<VnpayDouble> {
    const double = new VnpayDouble(await DoubleProcess.start('vnpay-double.program.ts'));
    await double.listen(null);
    await double.tick(now);
    return double;
  }

  get env(): Record<string, string> {
    return {
      VNPAY_PAY_URL: `${this.process.url}/paymentv2/vpcpay.html`,
      VNPAY_API_URL: `${this.process.url}/merchant_webapi/api/transaction`,
    };
  }

  /** From here on it is that time there. */
  tick(now: Date): Promise<void> {
    return this.process.control('settings', { offsetMs: now.getTime() - Date.now() });
  }

  /** Where the terminal's notices go, and how often each is told. */
  listen(ipnUrl: string | null, repeats = 1): Promise<void> {
    return this.process.control('settings', {
      terminals: { [VNPAY_TERMINAL]: { secret: VNPAY_SECRET, ipnUrl } },
      repeats,
    });
  }

  /** How every refund stands there from now on: 05 and 06 under way, 00 done, 09 refused; some, by đồng, otherwise. */
  bringRefunds(
    refundStatus: RefundStatus,
    others: Readonly<Record<number, RefundStatus>> = {},
  ): Promise<void> {
    const refundStatusOf = Object.fromEntries(
      Object.entries(others).map(([vnd, status]) => [String(Number(vnd) * 100), status]),
    );
    return this.process.control('settings', { refundStatus, refundStatusOf });
  }

  /** Whether answers about refunds name their own number, or only the payment's. */
  numberRefunds(refundsNumbered: boolean): Promise<void> {
    return this.process.control('settings', { refundsNumbered });
  }

  next(...calls: VnpayBehaviour[]): Promise<void> {
    return this.process.control('next', { calls });
  }

  state(): Promise<State> {
    return this.process.control('state');
  }

  /** A buyer opens the page; its status tells whether VNPAY took the address. */
  async open(checkoutUrl: string): Promise<number> {
    return (await fetch(checkoutUrl)).status;
  }

  /** The buyer pays, or gives up (24); the notice as it was or would have been sent. */
  async pay(
    reference: string,
    more: { code?: '00' | '24'; lie?: object; quiet?: boolean } = {},
  ): Promise<string> {
    const { notice } = await this.process.control<{ notice: string }>('pay', {
      reference,
      code: '00',
      ...more,
    });
    return notice;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
