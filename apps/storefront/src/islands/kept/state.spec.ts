import { expect, test } from 'vitest';
import type { Kept, KeptForm, KeptPicture } from './keep.js';
import { stateOf } from './state.js';

const belonging = { account: 'bac', shop: 'htx', product: 'p', keptAt: 1 };
const form = (state: KeptForm['state'], more: Partial<KeptForm> = {}): KeptForm => ({
  ...belonging,
  kind: 'form',
  key: 'form',
  step: 'ten',
  action: '/ten',
  fields: [],
  version: 1,
  afterPictures: false,
  state,
  ...more,
});
const picture = (state: KeptPicture['state'] = 'waiting', key = 'anh'): KeptPicture => ({
  ...belonging,
  kind: 'picture',
  draftKey: null,
  key,
  blob: new Blob([]),
  name: 'a.jpg',
  sha256: null,
  uploadId: null,
  pictureId: null,
  state,
  words: '',
});
const away = { trouble: 'no_answer', words: '' } as const;
const calm = { trouble: null, open: new Set<string>(), hint: null, waited: false, online: true };

/** What is said, with the number in it. */
const said = (things: Kept[], more: Partial<Parameters<typeof stateOf>[1]> = {}): unknown => {
  const line = stateOf(things, { ...calm, ...more });
  return line && [line.words, line.count];
};

test('nothing is said where nothing is kept, and once that it is through', () => {
  expect(said([])).toBeNull();
  expect(said([], { waited: true })).toEqual(['done', 0]);
  expect(said([picture('refused')], { waited: true, open: new Set(['anh']) })).toBeNull();
  expect(said([form('typing')], { hint: 'typing' })).toEqual(['typing', 0]);
});

test('without a line it is said that it is kept, and that it goes by itself', () => {
  expect(said([form('waiting')], { online: false })).toEqual(['away', 0]);
  expect(said([form('waiting'), picture()], { trouble: away })).toEqual(['awayServer', 0]);
  expect(said([picture(), picture('waiting', 'anh-2')], { trouble: away })).toEqual(['picturesAway', 2]);
});

test('on the way it is said what goes first', () => {
  expect(said([form('waiting')])).toEqual(['sending', 0]);
  expect(said([picture()])).toEqual(['pictures', 1]);
  expect(said([form('waiting', { afterPictures: true }), picture()])).toEqual(['picturesFirst', 1]);
});

test('what needs somebody comes before what goes by itself, but not on the page where it stands', () => {
  const things = [form('differs'), picture()];
  expect(said(things)).toEqual(['differs', 0]);
  expect(said(things, { open: new Set(['form']) })).toEqual(['pictures', 1]);
  expect(said(things, { hint: 'restored' })).toEqual(['restored', 0]);
  expect(stateOf([picture('refused')], calm)).toMatchObject({
    words: 'pictureStopped',
    look: { key: 'anh' },
  });
});

test('a session that is over, or somebody else’s, is said only where something waits', () => {
  expect(said([picture()], { trouble: { trouble: 'signed_out', words: '' } })).toEqual(['signedOut', 0]);
  const other = { trouble: 'signed_out', words: 'someone_else' } as const;
  expect(said([form('waiting')], { trouble: other })).toEqual(['someoneElse', 0]);
  expect(said([], { trouble: other })).toBeNull();
});
