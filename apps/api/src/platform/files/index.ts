export { writeAtomically } from './atomic-write.js';
export { FilesModule } from './files.module.js';
export { ImageNotFound } from './image-refused.js';
export { type DerivedImage, ImageStore, type ReadImage, type StoredImage } from './image-store.js';
export {
  imageSource,
  imageSrcset,
  type ImageFormat,
  imageFormats,
  type ImageWidth,
  imageWidths,
  parseImageUrl,
} from './image-url.js';
export { asFileProblem, faultOf, isFileFault, refusedFile } from './refused-file.js';
export { readPaper } from './read-paper.js';
