export { writeAtomically } from './atomic-write.js';
export { drawWords, type DrawnWords } from './draw-words.js';
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
export { takingTurns } from './read-upload.js';
export {
  floorFacts,
  type SharedFacts,
  sharedFactsSql,
  type SharedKind,
  sharedKinds,
  sharePictureOf,
  sharePictureSql,
  sharePrintSql,
} from './share-picture.js';
