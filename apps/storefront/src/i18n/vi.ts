import { catalogue } from './vi/catalogue.js';
import { checkout } from './vi/checkout.js';
import { common } from './vi/common.js';
import { order } from './vi/order.js';
import { tourism } from './vi/tourism.js';

/** Every Vietnamese word of the shop. Another language is a second object of the same shape. */
export const vi = { ...common, ...catalogue, ...tourism, ...checkout, ...order };

export type Words = typeof vi;
