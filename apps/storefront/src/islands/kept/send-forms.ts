import { isWaiting, type Keep, type KeptForm } from './keep.js';
import { begunFrom, isBeingPutIn, recordMove, withVersion } from './own-moves.js';
import { sendForm, type FormAnswer } from './send-form.js';

/** The page's side of forms that are sent. */
export interface FormPage {
  /** The version of the change that a page's HTML is made from; null where it has none. */
  versionIn(html: string): number | null;
  /** What the server answered, after what is kept was put right. */
  onAnswer(form: KeptForm, answer: FormAnswer): Promise<void>;
}

type Post = (form: KeptForm) => Promise<FormAnswer>;

/**
 * Sends every form of an account that waits, in the order in which they were kept. Of a product whose pictures are still
 * on their way the one that sends it off waits on.
 *
 * @throws NotSent: no_answer, signed_out
 */
export async function sendForms(keep: Keep, account: string, page: FormPage, post: Post): Promise<void> {
  for (const { key } of await keep.of(account)) {
    // Another tab may have sent it, a picture may have moved it on, or somebody types in it again.
    const form = await keep.get(key);
    if (form?.kind !== 'form' || !isWaiting(form)) continue;
    if (form.afterPictures && (await waitsForPictures(keep, form))) continue;
    await sendOne(keep, form, page, post);
  }
}

/** Posts with `sendForm`. @param signIn the path of the page that asks who it is */
export const postTo =
  (signIn: string): Post =>
  (form) =>
    sendForm(form, signIn);

async function sendOne(keep: Keep, form: KeptForm, page: FormPage, post: Post): Promise<void> {
  // Whether its picture arrived is asked first: the picture's own round goes on with this.
  if (await isBeingPutIn(keep, form)) return;
  const begun = await begunFrom(keep, form);
  const answer = await post({ ...form, version: begun, fields: withVersion(form.fields, begun) });
  const now = await keep.get(form.key);
  const untouched = now?.kind === 'form' && now.keptAt === form.keptAt;
  if (answer.came === 'taken') {
    if (untouched) await keep.forget(form.key);
    const version = page.versionIn(answer.html);
    if (version !== null) {
      // Typed on from the words that were just saved.
      if (!untouched && now?.kind === 'form' && now.version === form.version)
        await keep.put({ ...now, version, fields: withVersion(now.fields, version) });
      await recordMove(keep, form, form.step, begun, version);
    }
  } else if (untouched) {
    // A picture of ours arrived while it was on its way, or is about to: nobody else wrote in between.
    if (answer.came === 'differs') {
      if (await isBeingPutIn(keep, form)) return;
      if ((await begunFrom(keep, form)) !== begun) return sendOne(keep, now, page, post);
    }
    await keep.put({ ...now, state: answer.came });
  }
  await page.onAnswer(form, answer);
}

async function waitsForPictures(keep: Keep, { account, product }: KeptForm): Promise<boolean> {
  const things = await keep.of(account);
  return things.some((thing) => thing.kind === 'picture' && thing.product === product && isWaiting(thing));
}
