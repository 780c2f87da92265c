import { CompleteDeliveredOrders } from './complete-delivered-orders.js';
import { ConcludeArrival } from './conclude-arrival.js';
import { EndRest } from './end-rest.js';
import { HandOverParcel } from './hand-over-parcel.js';
import { MoveParcel } from './move-parcel.js';
import { PackParcel } from './pack-parcel.js';
import { ParcelPapers } from './papers/parcel-papers.js';
import { EndPickup } from './pickups/end-pickup.js';
import { PickupCodes } from './pickups/pickup-codes.js';
import { PickupNotices } from './pickups/pickup-notices.js';
import { RemindOfPickups } from './pickups/remind-of-pickups.js';
import { ReceiveParcel } from './receive-parcel.js';
import { ReturnParcel } from './return-parcel.js';
import { Rides } from './rides/rides.js';
import { SayReceived } from './say-received.js';
import { AskShipment } from './shipments/ask-shipment.js';
import { BookShipment } from './shipments/book-shipment.js';
import { CancelShipment } from './shipments/cancel-shipment.js';
import { FollowShipment } from './shipments/follow-shipment.js';
import { ResumeShipments } from './shipments/resume-shipments.js';
import { ShipmentCalls } from './shipments/shipment-calls.js';

/** From packing to the door or the counter: what the module of orders is made of there. */
export const parcelProviders = [
  MoveParcel,
  PackParcel,
  EndRest,
  HandOverParcel,
  ParcelPapers,
  Rides,
  PickupCodes,
  PickupNotices,
  RemindOfPickups,
  EndPickup,
  ShipmentCalls,
  AskShipment,
  BookShipment,
  CancelShipment,
  FollowShipment,
  ResumeShipments,
  ReceiveParcel,
  ReturnParcel,
  ConcludeArrival,
  SayReceived,
  CompleteDeliveredOrders,
];
