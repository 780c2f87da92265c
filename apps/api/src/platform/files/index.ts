export { FilesModule } from './files.module.js';
export { ImageNotFound, type ImageRefusal, ImageRefused } from './image-refused.js';
export { type DerivedImage, ImageStore, type StoredImage } from './image-store.js';
export {
  type ImageFormat,
  imageFormats,
  imageSource,
  imageSrcset,
  imageUrl,
  type ImageWidth,
  imageWidths,
  parseImageUrl,
} from './image-url.js';
export { MAX_UPLOAD_BYTES } from './read-upload.js';
