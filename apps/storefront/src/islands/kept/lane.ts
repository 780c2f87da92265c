import { NotSent } from './refusals.js';

/** Seconds between tries while nobody answers: a server that restarts is back in a few, a boat under a bridge in some. */
const WAITS_S = [1, 2, 4, 8, 15, 30];

/** Work that is done when there is some, one at a time, and tried again while nobody answers. */
export class Lane {
  private running = false;
  private again = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param work all there is to do now; safe to repeat. @throws NotSent
   * @param onTrouble what stopped it: no_answer is tried again by itself; null when a round went through
   */
  constructor(
    private readonly work: () => Promise<void>,
    private readonly onTrouble: (trouble: NotSent | null) => void,
  ) {}

  /** There is something to do, or a reason to think that somebody answers again. */
  kick(): void {
    clearTimeout(this.timer);
    if (this.running) this.again = true;
    else void this.round();
  }

  private async round(): Promise<void> {
    this.running = true;
    try {
      await this.work();
      this.failures = 0;
      this.onTrouble(null);
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
      this.onTrouble(error);
      if (error.trouble === 'no_answer') this.later(error.retryAfterSeconds);
    } finally {
      this.running = false;
      if (this.again) {
        this.again = false;
        this.kick();
      }
    }
  }

  private later(asked: number | null): void {
    const wait = WAITS_S[Math.min(this.failures, WAITS_S.length - 1)] ?? 1;
    this.failures += 1;
    // All phones of a commune come back at once when the mast does.
    const seconds = Math.max(wait, asked ?? 0) * (1 + Math.random() / 4);
    this.timer = setTimeout(() => this.kick(), seconds * 1_000);
  }
}
