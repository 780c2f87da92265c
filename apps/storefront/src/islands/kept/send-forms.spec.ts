import { expect, test } from 'vitest';
import { shortKeep, type Kept, type KeptForm, type KeptPicture } from './keep.js';
import { recordMove } from './own-moves.js';
import { NotSent } from './refusals.js';
import type { FormAnswer } from './send-form.js';
import { sendForms, type FormPage } from './send-forms.js';

const form = (step: string, more: Partial<KeptForm> = {}): KeptForm => ({
  kind: 'form',
  key: `bac/htx/p1/${step}`,
  account: 'bac',
  shop: 'htx',
  product: 'p1',
  keptAt: 1,
  step,
  action: `/${step}`,
  fields: [['version', '1']],
  version: 1,
  afterPictures: false,
  state: 'waiting',
  ...more,
});
const picture: KeptPicture = {
  kind: 'picture',
  draftKey: null,
  key: 'anh',
  account: 'bac',
  shop: 'htx',
  product: 'p1',
  keptAt: 0,
  blob: new Blob(['x']),
  name: 'a.jpg',
  sha256: null,
  uploadId: null,
  pictureId: null,
  state: 'waiting',
  words: '',
};

/** A keep with these things, and a server that answers each form so; every taken form raises the version. */
async function sending(
  things: Kept[],
  answers: Partial<Record<string, (sent: KeptForm) => FormAnswer['came'] | Promise<FormAnswer['came']>>> = {},
) {
  const keep = shortKeep();
  for (const thing of things) await keep.put(thing);
  const posted: string[] = [];
  const moves: string[] = [];
  let version = 1;
  const page: FormPage = {
    versionIn: (html) => (html === '' ? null : Number(html)),
    onAnswer: async ({ step }, { came }) => void moves.push(`${step} ${came}`),
  };
  const run = (): Promise<void> =>
    sendForms(keep, 'bac', page, async (sent) => {
      posted.push(`${sent.step} ${sent.version}`);
      const came = (await answers[sent.step]?.(sent)) ?? 'taken';
      if (came === 'taken') version += 1;
      return { came, html: String(version), address: '/x' };
    });
  return { keep, posted, moves, run };
}

test('steps that wait are sent in their order, each from what the one before made of the product', async () => {
  const { keep, posted, run } = await sending([form('gia', { keptAt: 2 }), form('ten')]);
  await run();
  expect(posted).toEqual(['ten 1', 'gia 2']);
  expect(await keep.of('bac')).toEqual([]);
});

test('what is still being typed, or waits for its owner, is not sent', async () => {
  const states = ['typing', 'differs', 'refused'] as const;
  const { keep, posted, run } = await sending(states.map((state) => form(state, { state })));
  await run();
  expect(posted).toEqual([]);
  expect(await keep.of('bac')).toHaveLength(3);
});

test('sending a product off waits for its pictures', async () => {
  const off = form('gui', { afterPictures: true, keptAt: 3 });
  const { keep, posted, run } = await sending([picture, off, form('gia')]);
  await run();
  expect(posted).toEqual(['gia 1']);
  await keep.forget(picture.key);
  await run();
  expect(posted).toEqual(['gia 1', 'gui 2']);
});

test('somebody else’s save stops it, and nothing is sent over it', async () => {
  const { keep, moves, posted, run } = await sending([form('ten')], { ten: () => 'differs' });
  await run();
  await run();
  expect(posted).toEqual(['ten 1']);
  expect(moves).toEqual(['ten differs']);
  expect(await keep.of('bac')).toMatchObject([{ step: 'ten', state: 'differs', version: 1 }]);
});

test('a picture of ours that arrives in between is nobody else', async () => {
  const { keep, posted, run } = await sending([form('ten')], {
    ten: async (sent): Promise<'taken' | 'differs'> => {
      if (sent.version === 2) return 'taken';
      await recordMove(keep, sent, 'pictures', 1, 2);
      return 'differs';
    },
  });
  await run();
  expect(posted).toEqual(['ten 1', 'ten 2']);
  expect(await keep.of('bac')).toEqual([]);
});

test('a step begun before a picture of ours moved the product on is sent from there', async () => {
  const { keep, posted, run } = await sending([form('gia', { version: 3 })]);
  await recordMove(keep, form('gia'), 'pictures', 3, 4);
  await recordMove(keep, form('gia'), 'ten', 4, 5);
  await recordMove(keep, form('gia', { product: 'p2' }), 'ten', 5, 6);
  await run();
  expect(posted).toEqual(['gia 5']);
});

test('another text of the same step is somebody else’s, though it be the same person', async () => {
  const { keep, posted, run } = await sending([form('gia', { version: 3 })], { gia: () => 'differs' });
  await recordMove(keep, form('gia'), 'gia', 3, 4);
  await run();
  expect(posted).toEqual(['gia 3']);
  expect(await keep.of('bac')).toMatchObject([{ step: 'gia', state: 'differs' }]);
});

test('a form waits for a picture whose answer was lost, and is not taken for somebody else’s after it', async () => {
  const putIn = { ...picture, pictureId: 'anh', puttingInto: 1 };
  const { keep, posted, run } = await sending([putIn, form('gia')]);
  await run();
  expect(posted).toEqual([]);
  await keep.forget(picture.key);
  await run();
  expect(posted).toEqual(['gia 1']);
});

test('a picture put in while the form was on its way is asked after before anything is said', async () => {
  const { keep, moves, run } = await sending([picture, form('gia')], {
    gia: async (): Promise<'differs'> => {
      await keep.put({ ...picture, pictureId: 'anh', puttingInto: 1 });
      return 'differs';
    },
  });
  await run();
  expect(moves).toEqual([]);
  expect(await keep.of('bac')).toMatchObject([{ kind: 'picture' }, { step: 'gia', state: 'waiting' }]);
});

test('words typed while the form was on its way are not forgotten with it', async () => {
  const { keep, run } = await sending([form('ten')], {
    ten: async (sent): Promise<'taken'> => {
      await keep.put({ ...sent, keptAt: 9, state: 'typing' });
      return 'taken';
    },
  });
  await run();
  expect(await keep.of('bac')).toMatchObject([{ step: 'ten', state: 'typing', version: 2 }]);
});

test('a server that does not answer leaves everything as it was', async () => {
  const { keep, run } = await sending([form('ten'), form('gia', { keptAt: 2 })], {
    ten: () => Promise.reject(new NotSent('no_answer')),
  });
  await expect(run()).rejects.toMatchObject({ trouble: 'no_answer' });
  expect((await keep.of('bac')).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
});
