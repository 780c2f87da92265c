export { AuthoritiesModule } from './authorities.module.js';
