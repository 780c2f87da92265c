import { Injectable } from '@nestjs/common';
import { carrierNames, type CarrierCode } from '#kernel/carriers';
import type { EntityManager } from 'typeorm';
import { runStatement } from '../../../../platform/database/run-statement.js';
import { DataKeys } from '../../../../platform/sealing/data-keys.js';
import {
  CARRIER_SECRET,
  Carriers,
  type CarrierAccount,
  type ShipmentRequest,
} from '../../../delivery/index.js';
import { OrderContacts, type OrderContact } from '../../order-contacts.js';
import type { OrderGroup } from '../../order-group.entity.js';
import { findShipment, sendingFacts } from './shipments.sql.js';

/** What a parcel goes with, as it was asked for. */
export interface Wished {
  grams: number;
  lengthCm: number;
  widthCm: number;
  heightCm: number;
  codVnd: number;
  valueVnd: number;
}

interface ShipmentRow extends Wished {
  id: string;
  parcelId: string;
  accountId: string;
  attempts: number;
  trackingCode: string | null;
}

interface SendingFacts extends Pick<OrderGroup, 'contactSealed' | 'contactClear'> {
  carrier: CarrierCode;
  externalAccount: string;
  secretSealed: string;
  sellerId: string;
  orderId: string;
  groupId: string;
  fromName: string;
  fromPhone: string;
  fromLine: string | null;
  fromCommune: string;
  fromDistrict: string | null;
  fromProvince: string;
  toCommune: string | null;
  toDistrict: string | null;
  toProvince: string | null;
  fragile: boolean;
  items: { name: string; quantity: number }[];
}

export type ShipmentFacts = ShipmentRow & Pick<SendingFacts, 'carrier' | 'orderId'>;

/** How a carrier is asked: nothing here touches the database any more. */
export interface CarrierDoor {
  carrier: ReturnType<Carriers['of']>;
  account: CarrierAccount;
  /** Null once the purchase has forgotten whom it is for. */
  request: ShipmentRequest | null;
}

export interface ShipmentCall extends CarrierDoor {
  facts: ShipmentFacts;
}

/** What a shipment is called at its carrier by us: the row's own id, so that a repeat finds it. */
export const clientCodeOf = (shipmentId: string): string => shipmentId.replaceAll('-', '');

/** As the parcel bears its carrier. */
export const carrierNameOf = (code: CarrierCode): string => carrierNames[code];

/** Puts together what a call to a carrier needs, inside a transaction; the call itself is made outside of it. */
@Injectable()
export class ShipmentCalls {
  constructor(
    private readonly carriers: Carriers,
    private readonly dataKeys: DataKeys,
    private readonly contacts: OrderContacts,
  ) {}

  async of(tx: EntityManager, shipmentId: string): Promise<ShipmentCall | null> {
    const [row] = await runStatement<ShipmentRow>(tx, findShipment, [shipmentId]);
    if (row === undefined) return null;
    const { facts, ...door } = await this.door(tx, row, row, clientCodeOf(row.id));
    return { ...door, facts: { ...row, carrier: facts.carrier, orderId: facts.orderId } };
  }

  /** For a parcel nobody has asked for yet. */
  async door(
    tx: EntityManager,
    { parcelId, accountId }: { parcelId: string; accountId: string },
    wished: Wished,
    clientCode: string,
  ): Promise<CarrierDoor & { facts: SendingFacts }> {
    const [facts] = await runStatement<SendingFacts>(tx, sendingFacts, [parcelId, accountId]);
    if (facts === undefined) throw new Error(`Parcel ${parcelId} does not go by account ${accountId}`);
    const { groupId, contactSealed, contactClear, carrier, externalAccount, secretSealed } = facts;
    const contact = await this.contacts.open(tx, { id: groupId, contactSealed, contactClear });
    const secret = (await this.dataKeys.of(tx, facts.sellerId)).open(secretSealed, CARRIER_SECRET);
    return {
      facts,
      carrier: this.carriers.of(carrier),
      account: { externalAccount, secret },
      request: contact === null ? null : requestOf(facts, contact, wished, clientCode),
    };
  }
}

function requestOf(
  facts: SendingFacts,
  contact: OrderContact,
  { grams, lengthCm, widthCm, heightCm, codVnd, valueVnd }: Wished,
  clientCode: string,
): ShipmentRequest {
  const { fragile, items } = facts;
  return {
    clientCode,
    from: {
      name: facts.fromName,
      phone: facts.fromPhone,
      line: facts.fromLine ?? facts.fromCommune,
      commune: facts.fromCommune,
      formerDistrict: facts.fromDistrict,
      province: facts.fromProvince,
    },
    to: {
      name: contact.name,
      phone: contact.phone,
      line: contact.line ?? '',
      commune: facts.toCommune ?? contact.ward ?? '',
      formerDistrict: facts.toDistrict,
      province: facts.toProvince ?? '',
    },
    grams,
    lengthCm,
    widthCm,
    heightCm,
    codVnd,
    valueVnd,
    fragile,
    items,
  };
}
