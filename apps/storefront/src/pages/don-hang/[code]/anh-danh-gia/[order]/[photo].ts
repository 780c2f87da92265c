import type { APIRoute } from 'astro';
import { showOrderPicture } from '../../../../../actions/order-pictures.js';

/** A picture beside a review. */
export const GET: APIRoute = (context) => showOrderPicture(context, 'review-photos');
