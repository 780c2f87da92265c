import { composeDemoPicture, groupHue, IconSet, type DemoPicture } from '../modules/catalogue/index.js';
import type { ImageStore, StoredImage } from '../platform/files/index.js';
import type { DemoProduct } from './demo-data.js';

/** One core draws the next picture while another takes in the last one; more would only starve the shop beside it. */
const AT_ONCE = 2;

/** Draws the pictures of demo products ahead of their use and sends each through the pipeline of an upload. */
export class DemoPictures {
  private readonly pictures = new Map<string, Promise<StoredImage>>();

  /** Begins at once, in the order given. */
  constructor(products: readonly (DemoProduct & { group: string })[], store: ImageStore) {
    const open = IconSet.open();
    const lanes = Array.from({ length: AT_ONCE }, () => Promise.resolve());
    products.forEach((product, index) => {
      const lane = index % AT_ONCE;
      const picture = (lanes[lane] ?? open).then(async () => {
        const hue = groupHue(product.group);
        return store.store(
          await composeDemoPicture(product.picture as DemoPicture, hue, product.slug, await open),
        );
      });
      // A failure is told to whoever asks for the picture; nobody may be listening yet.
      lanes[lane] = picture.then(
        () => undefined,
        () => undefined,
      );
      this.pictures.set(product.slug, picture);
    });
  }

  /** The stored picture of that product; throws what went wrong with it. */
  async of(slug: string): Promise<StoredImage> {
    const picture = this.pictures.get(slug);
    if (picture === undefined) throw new Error(`No picture was ordered for ${slug}`);
    return picture;
  }
}
