export { writeAtomically } from './atomic-write.js';
export { FilesModule } from './files.module.js';
export { ImageNotFound } from './image-refused.js';
export { ImageStore, type StoredImage } from './image-store.js';
export { imageSource, imageSrcset, type ImageWidth, imageWidths, parseImageUrl } from './image-url.js';
