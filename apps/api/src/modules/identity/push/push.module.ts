import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagesModule } from '../../../platform/mail/messages.module.js';
import { PushNotices } from './push-notices.js';
import { PushSubscription } from './push-subscription.entity.js';
import { PushSubscriptionsController } from './push-subscriptions.controller.js';
import { PushSubscriptions } from './push-subscriptions.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([PushSubscription]), MessagesModule],
  controllers: [PushSubscriptionsController],
  providers: [PushSubscriptions, PushNotices],
  exports: [PushNotices],
})
export class PushModule {}
