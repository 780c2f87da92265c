import type { APIContext } from 'astro';
import { ApiProblem, type Backend } from '../backend/api.js';
import { getShopProduct, saveProductChange, sendPicture, startProduct } from '../backend/listings.js';
import type { ProductContent } from '../backend/listings.types.js';
import type { Words } from '../i18n/vi.js';
import { fileOf, textOf } from './form-text.js';
import { contentNow } from './listing.js';
import { pictureWords } from './picture-words.js';
import { refusalIn } from './shop-door.js';

type Context = Pick<APIContext, 'locals'>;
type Pictures = ProductContent['images'];

/** As the API takes them. */
const MOST_PICTURES = 20;

/** What came of a picture: the notice to come back with, or why not. */
export interface PictureAnswer {
  done: 'da-nhan' | 'da-bo' | 'da-doi' | 'da-ta' | null;
  message: string | null;
  status: number;
}

/** Begins a product with its first picture, or without one. The same draft key is the same product. */
export async function takeFirstPicture(
  { locals: { api, t } }: Context,
  slug: string,
  form: FormData,
): Promise<{ id: string; pictured: boolean } | PictureAnswer> {
  const file = fileOf(form);
  const without = form.get('intent') === 'without';
  if (file === null && !without) return { done: null, message: t.listing.photo.missing, status: 422 };
  try {
    // The picture first: one that cannot be read leaves no empty product behind.
    const picture = file === null || without ? null : await sendPicture(api, slug, file);
    const { id } = await startProduct(api, slug, textOf(form, 'draftKey', 64), {});
    if (picture !== null) await changePictures(api, t, slug, id, (images) => withPicture(images, picture.id));
    return { id, pictured: picture !== null };
  } catch (error) {
    return refusedPicture(error, t, t.listing.startRefusals);
  }
}

/** Adds a picture, takes one out, puts one first, or says what they show. Pictures are named by their ids, so that two tabs do not undo each other. */
export async function takePicture(
  { locals: { api, t } }: Context,
  { slug, id }: { slug: string; id: string },
  form: FormData,
): Promise<PictureAnswer> {
  const named = textOf(form, 'picture', 40);
  try {
    switch (form.get('intent')) {
      case 'remove':
        await changePictures(api, t, slug, id, (images) => images.filter((image) => image.id !== named));
        return { done: 'da-bo', message: null, status: 200 };
      case 'first':
        await changePictures(api, t, slug, id, (images) => [
          ...images.filter((image) => image.id === named),
          ...images.filter((image) => image.id !== named),
        ]);
        return { done: 'da-doi', message: null, status: 200 };
      case 'describe':
        await changePictures(api, t, slug, id, (images) =>
          images.map((image) => {
            const field = `alt-${image.id}`;
            return form.has(field) ? { ...image, alt: textOf(form, field, 200) } : image;
          }),
        );
        return { done: 'da-ta', message: null, status: 200 };
      default: {
        const file = fileOf(form);
        if (file === null) return { done: null, message: t.listing.photo.missing, status: 422 };
        const picture = await sendPicture(api, slug, file);
        const fits = await changePictures(api, t, slug, id, (images) => withPicture(images, picture.id));
        return fits
          ? { done: 'da-nhan', message: null, status: 200 }
          : { done: null, message: t.listing.photo.enough, status: 422 };
      }
    }
  } catch (error) {
    return refusedPicture(error, t, t.listing.refusals);
  }
}

/** Saves what a change makes of the pictures that stand there; of two at once the second looks again. */
async function changePictures(
  api: Backend,
  t: Words,
  slug: string,
  id: string,
  change: (images: Pictures) => Pictures,
): Promise<boolean> {
  for (let look = 1; ; look++) {
    const product = await getShopProduct(api, slug, id);
    const { images, name } = contentNow(product);
    const wanted = change(images).map((image, index) =>
      image.alt === '' ? { ...image, alt: pictureWords(name, index, t) } : image,
    );
    if (wanted.length > MOST_PICTURES) return false;
    try {
      const version = product.change?.version ?? 0;
      await saveProductChange(api, slug, id, { version, content: { images: wanted } });
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem && error.code === 'stale_version') || look === 3) throw error;
    }
  }
}

/** The same picture again stays where it is. */
const withPicture = (images: Pictures, id: string): Pictures =>
  images.some((image) => image.id === id) ? images : [...images, { id, alt: '' }];

function refusedPicture(error: unknown, t: Words, words: Readonly<Record<string, string>>): PictureAnswer {
  const message =
    refusalIn(error, words, t.listing.refusals, t.onboarding.documents.refusals, t.seller.refusals) ??
    t.seller.refused;
  return { done: null, message, status: (error as ApiProblem).status };
}
