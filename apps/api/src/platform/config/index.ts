export { BadEnvironment, readEnvironment } from './environment.js';
export type { Environment, LogLevel, NodeEnv } from './environment.js';
export { assertProductionDatabase, assertProductionEnvironment } from './production.js';
export type { ProductionRole } from './production.js';
