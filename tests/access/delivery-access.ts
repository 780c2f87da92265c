import { anybody, inShop, officers, secretHolders, type Line } from './lines.js';

const SHIPMENT = { carrier: 'ghn', grams: 900, lengthCm: 20, widthCm: 15, heightCm: 10 };

/** Who edits what a parcel costs. */
const feeKeepers = officers('administrator');

/** Who in a shop works on its orders. */
const orderPeople = inShop('owner', 'staff for orders', 'mandate');

/** Who may call what of delivery; part of route-access.ts. */
export const deliveryAccess: Readonly<Record<string, Line>> = {
  // The fee table
  'GET v1/admin/shipping-rates': feeKeepers,
  'GET v1/admin/shipping-rates/preview': feeKeepers,
  'PUT v1/admin/shipping-rates/:optionCode': feeKeepers.about('a shipping option'),
  'DELETE v1/admin/shipping-rates/:optionCode': feeKeepers.about('a shipping option'),

  // When tourism points are open
  'GET v1/admin/tourism-points': feeKeepers,
  'GET v1/admin/tourism-points/:slug': feeKeepers.about('a tourism point'),
  'PUT v1/admin/tourism-points/:slug/hours': feeKeepers
    .about('a tourism point')
    .taking(() => ({ version: 'mau', week: [], exceptions: [] })),

  // What officers say of points, and who keeps a point’s shelf
  'PUT v1/admin/tourism-points/:slug/ways': feeKeepers
    .about('a tourism point')
    .taking(() => ({ byRoad: null, byBoat: null })),
  'PUT v1/admin/tourism-points/:slug/seller': feeKeepers
    .about('a tourism point')
    .taking(() => ({ seller: null })),
  'GET v1/admin/tourism-points/:slug/keepers': feeKeepers.about('a tourism point'),
  'POST v1/admin/tourism-points/:slug/keepers': feeKeepers
    .about('a tourism point')
    .taking(() => ({ phone: '0912345678' })),
  'DELETE v1/admin/tourism-points/:slug/keepers/:keeperId': feeKeepers.about('a keeper of a point'),
  'GET v1/admin/tourism-points/:slug/photos': feeKeepers.about('a tourism point'),
  'POST v1/admin/tourism-points/:slug/photos/:photoId/taking-down': feeKeepers
    .about('a photograph of a point')
    .taking(() => ({ reason: 'Ảnh chụp nơi khác' })),

  // The map, and routes
  'GET v1/tourism-map': anybody,
  'GET v1/tourism-routes': anybody,
  'GET v1/tourism-routes/:slug': anybody.about('a route'),
  'GET v1/tourism-routes/:slug/route.gpx': anybody.about('a route'),
  'GET v1/tourism-routes/:slug/route.ics': anybody.about('a route'),
  'GET v1/admin/tourism-routes': feeKeepers,
  'GET v1/admin/tourism-routes/:slug': feeKeepers.about('a route'),
  // With a body it is for officers of the whole province; an empty one is refused before.
  'PUT v1/admin/tourism-routes/:slug': feeKeepers.about('a route'),

  // Accounts at carriers: seen by whoever works on its orders, changed by the owner alone
  'GET v1/seller/:sellerSlug/carrier-accounts': orderPeople,
  'PUT v1/seller/:sellerSlug/carrier-accounts/:carrier': inShop('owner')
    .freshly()
    .about('an account at a carrier')
    // No token of anybody: no carrier is asked about it.
    .taking(() => ({ account: '189517', token: 'ngan' })),
  'DELETE v1/seller/:sellerSlug/carrier-accounts/:carrier': inShop('owner')
    .freshly()
    .about('an account at a carrier'),
  'POST v1/seller/:sellerSlug/orders/:code/parcels/:parcelId/shipment-quotes': orderPeople
    .about('a parcel')
    .taking(() => SHIPMENT),
  'POST v1/seller/:sellerSlug/orders/:code/parcels/:parcelId/shipment': orderPeople
    .about('a parcel')
    .taking(() => SHIPMENT),
  'DELETE v1/seller/:sellerSlug/orders/:code/parcels/:parcelId/shipment': orderPeople.about('a parcel'),
  'POST v1/webhooks/carriers/:carrier': anybody.about('a carrier'),

  // How a shop sends
  'GET v1/seller/:sellerSlug/delivery': orderPeople,
  'PUT v1/seller/:sellerSlug/delivery': orderPeople,

  // Visits to a shop that is a point; guests too
  'POST v1/tourism-points/:slug/visits': secretHolders,
  'GET v1/visits/:visitId': secretHolders,
  'POST v1/visits/:visitId/withdrawal': secretHolders,
  'GET v1/seller/:sellerSlug/visits': orderPeople,
  'GET v1/seller/:sellerSlug/visits/waiting': orderPeople,
  'PUT v1/seller/:sellerSlug/visits/:visitId/confirmation': orderPeople.about('a visit'),
  'PUT v1/seller/:sellerSlug/visits/:visitId/refusal': orderPeople
    .about('a visit')
    .taking(() => ({ words: 'Hôm đó bận' })),

  // What is printed for a parcel
  'GET v1/seller/:sellerSlug/orders/:code/parcels/:parcelId/packing-slip.pdf': orderPeople.about('a parcel'),
  'GET v1/seller/:sellerSlug/orders/:code/parcels/:parcelId/label.pdf': orderPeople.about('a parcel'),
};
