import type { APIRoute } from 'astro';
import { showOrderPicture } from '../../../../../actions/order-pictures.js';

/** A picture of goods a buyer gives back. */
export const GET: APIRoute = (context) => showOrderPicture(context, 'return-photos');
