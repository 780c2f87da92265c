import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '../identity/index.js';
import { ChangeSellerStatus } from './change-seller-status.js';
import { CooperativesModule } from './cooperatives/cooperatives.module.js';
import { Producer } from './producer.entity.js';
import { RegisterSeller } from './register-seller.js';
import { SellerPickupPoint } from './seller-pickup-point.entity.js';
import { SellerTransactions } from './seller-transactions.js';
import { Seller } from './seller.entity.js';
import { UploadsModule } from './uploads/uploads.module.js';
import { VerificationModule } from './verification.module.js';
import { AssistedApplication } from './mandates/assisted-application.entity.js';
import { Mandate } from './mandates/mandate.entity.js';
import { AnswerInvitation } from './members/answer-invitation.js';
import { ChangeMember } from './members/change-member.js';
import { ActivityService } from './activity/activity.service.js';
import { ConfirmActivity } from './activity/confirm-activity.js';
import { SellerActivityController } from './activity/seller-activity.controller.js';
import { AdminAssistedApplicationsController } from './mandates/admin-assisted-applications.controller.js';
import { AdminMandatesController } from './mandates/admin-mandates.controller.js';
import { AnswerAssistedApplication } from './mandates/answer-assisted-application.js';
import { BeginAssistedApplication } from './mandates/begin-assisted-application.js';
import { ConsentToMandate } from './mandates/consent-to-mandate.js';
import { EndMandate } from './mandates/end-mandate.js';
import { MandatesService } from './mandates/mandates.service.js';
import { OwnerOfSeller } from './mandates/owner-of-seller.js';
import { RequestMandate } from './mandates/request-mandate.js';
import { SellerMandatesController } from './mandates/seller-mandates.controller.js';
import { EndMembership } from './members/end-membership.js';
import { InviteMember } from './members/invite-member.js';
import { NoticeChoices } from './notices/notice-choices.service.js';
import { SellerNoticesController } from './notices/seller-notices.controller.js';
import { MembersService } from './members/members.service.js';
import { MyShopsController } from './members/my-shops.controller.js';
import { MyShopsService } from './members/my-shops.service.js';
import { SellerInvitation } from './members/seller-invitation.entity.js';
import { SellerMember } from './members/seller-member.entity.js';
import { SellerMembersController } from './members/seller-members.controller.js';
import { EndWhatLapsed } from './end-what-lapsed.js';
import { InvitationMessage } from './members/invitation-message.js';
import { SellerJobs } from './seller-jobs.js';
import { MessagesModule } from '../../platform/mail/messages.module.js';
import { PeopleOfSeller } from './people-of-seller.js';
import { ShopSellersController } from './shop-sellers.controller.js';

const useCases = [RegisterSeller, ChangeSellerStatus, SellerTransactions];

@Module({
  imports: [
    TypeOrmModule.forFeature([
      Producer,
      Seller,
      SellerPickupPoint,
      SellerMember,
      SellerInvitation,
      Mandate,
      AssistedApplication,
    ]),
    CooperativesModule,
    VerificationModule,
    UploadsModule,
    IdentityModule,
    MessagesModule,
  ],
  controllers: [
    ShopSellersController,
    MyShopsController,
    SellerMembersController,
    SellerNoticesController,
    SellerMandatesController,
    SellerActivityController,
    AdminMandatesController,
    AdminAssistedApplicationsController,
  ],
  providers: [
    ...useCases,
    SellerJobs,
    EndWhatLapsed,
    InvitationMessage,
    ActivityService,
    ConfirmActivity,
    AnswerAssistedApplication,
    BeginAssistedApplication,
    ConsentToMandate,
    EndMandate,
    MandatesService,
    OwnerOfSeller,
    RequestMandate,
    AnswerInvitation,
    ChangeMember,
    EndMembership,
    InviteMember,
    MembersService,
    NoticeChoices,
    MyShopsService,
    PeopleOfSeller,
  ],
  exports: [...useCases, CooperativesModule, UploadsModule, SellerJobs],
})
export class SellersModule {}
