import { numberAnew } from './numbering.js';

numberAnew();
