import { Module } from '@nestjs/common';
import { MessagesModule } from '../../../platform/mail/messages.module.js';
import { AccountNames } from '../../identity/index.js';
import { OrdersModule } from '../../orders/index.js';
import { SellersModule } from '../../sellers/index.js';
import { AdminQuestionsController } from './admin-questions.controller.js';
import { AskQuestion } from './ask-question.js';
import { ModerateQuestions } from './moderate-questions.js';
import { ModerateAnswers } from '../product-reviews/moderate-answers.js';
import { QuestionsService } from './questions.service.js';
import { ReportQuestion } from './report-question.js';
import { SellerQuestionsController } from './seller-questions.controller.js';
import { ShopQuestionReportsController } from './shop-question-reports.controller.js';
import { ShopQuestionsController } from './shop-questions.controller.js';
import { TellOfAnswers } from './tell-of-answers.js';
import { TellOfQuestions } from './tell-of-questions.js';

/** What buyers ask a shop about its goods, for all to read. */
@Module({
  imports: [OrdersModule, SellersModule, MessagesModule],
  controllers: [
    ShopQuestionsController,
    ShopQuestionReportsController,
    SellerQuestionsController,
    AdminQuestionsController,
  ],
  providers: [
    AccountNames,
    QuestionsService,
    AskQuestion,
    ReportQuestion,
    ModerateQuestions,
    ModerateAnswers,
    TellOfQuestions,
    TellOfAnswers,
  ],
  exports: [TellOfQuestions],
})
export class QuestionsModule {}
