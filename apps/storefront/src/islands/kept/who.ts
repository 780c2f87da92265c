import { ask, NotSent, taken, type Ask } from './refusals.js';

/** A page that was opened so long ago may stand in a browser that somebody else signed in to since. */
const TRUSTED_MS = 60_000;
const PATIENCE_MS = 15_000;

/** Whether this browser still is whose page this is: what one person kept is never sent as another. */
export class Who {
  private provenAt = Date.now();

  constructor(
    private readonly account: string,
    private readonly send: Ask = (...request) => fetch(...request),
  ) {}

  /** As after a page came back from the browser's own store. */
  doubt(): void {
    this.provenAt = 0;
  }

  /** @throws NotSent: signed_out (also where somebody else is signed in now), no_answer */
  async prove(): Promise<void> {
    if (Date.now() - this.provenAt < TRUSTED_MS) return;
    const answer = await taken(await ask(this.send, '/api/v1/me', { cache: 'no-store' }, PATIENCE_MS));
    const { id } = (await answer.json()) as { id: string };
    if (id !== this.account) throw new NotSent('signed_out', 'someone_else');
    this.provenAt = Date.now();
  }
}
