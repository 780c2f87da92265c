import 'reflect-metadata';
import { createApi } from './app.setup.js';
import { readEnvironment } from './platform/config/environment.js';

const environment = readEnvironment();
const app = await createApi(environment);
await app.listen(environment.apiPort, environment.host);
console.log(`api listening on ${await app.getUrl()}`);
