import type { APIContext } from 'astro';
import {
  arrangePointPhotos,
  describePointPhoto,
  getPointPhotos,
  removePointPhoto,
  sendPointPhoto,
} from '../backend/point-photos.js';
import { emptyForm, misfilled, refused, type FormPage } from './form-problems.js';
import { fileOf, textOf } from './form-text.js';

/** What whoever keeps a point does with its photographs, by the word of the button. */
const PHOTO_ACTS = ['add', 'describe', 'first', 'remove'] as const;
export type PhotoAct = (typeof PHOTO_ACTS)[number];

export interface PhotoPage extends FormPage<'file' | 'alt' | 'altEn'> {
  act: PhotoAct;
  /** The photograph the form that came back is about; empty of a new one. */
  photo: string;
}

export const isPhotoAct = (word: unknown): word is PhotoAct => PHOTO_ACTS.some((act) => act === word);

/** A form that nobody typed into. */
export const newPhoto = (): PhotoPage => ({
  ...emptyForm({ file: '', alt: '', altEn: '' }),
  act: 'add',
  photo: '',
});

/** Does what was pressed; null where it was done, or the form to show again. */
export async function takePhotoAct(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string,
  act: PhotoAct,
  form: FormData,
): Promise<PhotoPage | null> {
  const words = { alt: textOf(form, 'alt', 200), altEn: textOf(form, 'altEn', 200) };
  const photo = textOf(form, 'photo', 40);
  const page: PhotoPage = { ...emptyForm({ file: '', ...words }), act, photo };
  try {
    if (act === 'add') {
      const file = fileOf(form);
      if (file === null) page.errors.file = t.keeping.photos.fileMissing;
      if (words.alt === '') page.errors.alt = t.keeping.photos.altMissing;
      if (file === null || words.alt === '') return { ...page, ...misfilled(page) };
      await sendPointPhoto(api, slug, file, words);
    } else if (act === 'describe') await describePointPhoto(api, slug, photo, words);
    else if (act === 'remove') await removePointPhoto(api, slug, photo);
    else {
      const ids = (await getPointPhotos(api, slug)).items.map(({ id }) => id);
      await arrangePointPhotos(api, slug, [photo, ...ids.filter((id) => id !== photo)]);
    }
    return null;
  } catch (error) {
    const fields = { file: 'file', alt: 'alt', altEn: 'altEn' } as const;
    return { ...page, ...refused(page, error, t, { fields, words: t.keeping.photos.refusals }) };
  }
}
