import { Module } from '@nestjs/common';
import { AdminArticlesController } from './admin-articles.controller.js';
import { MoveArticle } from './move-article.js';
import { ReadArticles } from './read-articles.js';
import { ShopArticlesController } from './shop-articles.controller.js';
import { WriteArticle } from './write-article.js';

/** What the floor tells beside its goods: stories, recipes, gift sets, guides. */
@Module({
  controllers: [ShopArticlesController, AdminArticlesController],
  providers: [ReadArticles, WriteArticle, MoveArticle],
})
export class EditorialModule {}
