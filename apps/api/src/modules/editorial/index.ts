export type { WriteArticleDto } from './article.dto.js';
export { EditorialModule } from './editorial.module.js';
