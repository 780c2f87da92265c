import type { CarrierCode } from '#kernel/carriers';
import { DoubleProcess } from '../gateways/double-process.js';
import { TOKEN, type Booked, type CarrierBehaviour } from './double-book.js';

/** The shop's account at each of them, as the double knows it. */
export const CARRIER_ACCOUNTS: Readonly<Record<CarrierCode, { account: string; token: string }>> = {
  ghn: { account: '189517', token: TOKEN },
  ghtk: { account: 'S0000017', token: TOKEN },
  viettel_post: { account: 'VCN', token: TOKEN },
};

/** Three carriers, as a process beside the floor. */
export class CarriersDouble {
  private constructor(private readonly process: DoubleProcess) {}

  static async start(): Promise<CarriersDouble> {
    return new CarriersDouble(await DoubleProcess.start('../carriers/carriers-double.program.ts'));
  }

  get env(): Record<string, string> {
    const { url } = this.process;
    return { GHN_URL: url, GHTK_URL: url, VIETTEL_POST_URL: url };
  }

  /** What it does with the next calls. */
  next(...calls: CarrierBehaviour[]): Promise<void> {
    return this.process.control('next', { calls });
  }

  /** Something happened to a shipment, or the carrier says so. */
  move(code: string, change: Partial<Booked>): Promise<void> {
    return this.process.control('move', { code, change });
  }

  async orders(): Promise<Booked[]> {
    return (await this.process.control<{ orders: Booked[] }>('state')).orders;
  }

  /** What no right caller does. */
  async faults(): Promise<string[]> {
    return (await this.process.control<{ faults: string[] }>('state')).faults;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
