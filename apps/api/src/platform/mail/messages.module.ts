import { Module } from '@nestjs/common';
import { Messages } from './messages.js';
import { PushService } from './push-service.js';

@Module({ providers: [Messages, PushService], exports: [Messages, PushService] })
export class MessagesModule {}
