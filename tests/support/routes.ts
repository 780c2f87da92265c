import 'reflect-metadata';
import { RequestMethod, type Type } from '@nestjs/common';
import {
  METHOD_METADATA,
  MODULE_METADATA,
  PATH_METADATA,
  ROUTE_ARGS_METADATA,
} from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { systemClock } from '#kernel/time';
import { AppModule } from '../../apps/api/src/app.module.js';
import { ACCESS_RULE, NEEDS_FRESH_CHECK } from '../../apps/api/src/platform/access/access.js';
import { readEnvironment } from '../../apps/api/src/platform/config/environment.js';

/** One route as its controller declares it. */
export interface Route {
  /** Class and method, to find the code. */
  name: string;
  method: string;
  /** Below `/api/`, with parameters: `v1/products/:slug`. */
  path: string;
  /** Both: `GET v1/products/:slug`. */
  address: string;
  /** What `@Access` states; undefined where somebody forgot. */
  rule: unknown;
  /** Whether the act needs a fresh check. */
  fresh: boolean;
  /** The names of the path's parameters, in order. */
  params: string[];
  /** The class of the JSON body, where the handler takes one. */
  body: Type<object> | undefined;
}

/** Every route of every controller of every module the application is made of. */
export function allRoutes(): Route[] {
  const seen = new Set<unknown>();
  const controllers = new Set<Type<object>>();
  const visit = (module: unknown): void => {
    if (module === undefined || module === null || seen.has(module)) return;
    seen.add(module);
    const { module: dynamic, imports = [] } = module as { module?: Type<object>; imports?: unknown[] };
    imports.forEach(visit);
    if (dynamic !== undefined) return visit(dynamic);
    for (const imported of metadata<unknown>(module, MODULE_METADATA.IMPORTS)) visit(imported);
    for (const controller of metadata<Type<object>>(module, MODULE_METADATA.CONTROLLERS))
      controllers.add(controller);
  };
  visit(AppModule.with(readEnvironment({}, []), systemClock()));
  return [...controllers].flatMap(routesOf);
}

/** The address of a route with its parameters filled in, below the API's origin: `/api/v1/products/muoi`. */
export function fillIn(route: Route, params: Readonly<Record<string, string>>): string {
  const filled = route.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${route.address}: nothing to put for :${name}`);
    return encodeURIComponent(value);
  });
  return `/api/${filled}`;
}

function metadata<Item>(target: unknown, key: string): Item[] {
  return typeof target === 'function' ? ((Reflect.getMetadata(key, target) as Item[] | undefined) ?? []) : [];
}

function routesOf(controller: Type<object>): Route[] {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    if (typeof handler !== 'function') return [];
    const verb = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    if (verb === undefined) return [];
    const of = (key: string): unknown =>
      Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller);
    const parts = [
      Reflect.getMetadata(PATH_METADATA, controller) as string,
      Reflect.getMetadata(PATH_METADATA, handler) as string,
    ];
    const path = parts.filter((part) => part !== '/').join('/');
    const method = RequestMethod[verb];
    return [
      {
        name: `${controller.name}.${name}`,
        method,
        path,
        address: `${method} ${path}`,
        rule: of(ACCESS_RULE),
        fresh: of(NEEDS_FRESH_CHECK) === true,
        params: [...path.matchAll(/:(\w+)/g)].map(([, param = '']) => param),
        body: bodyOf(controller, prototype, name),
      },
    ];
  });
}

function bodyOf(controller: Type<object>, prototype: object, name: string): Type<object> | undefined {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<
    string,
    { index: number }
  >;
  const body = Object.entries(args).find(([key]) => key.startsWith(`${RouteParamtypes.BODY}:`))?.[1];
  if (body === undefined) return undefined;
  const types = Reflect.getMetadata('design:paramtypes', prototype, name) as Type<object>[];
  return types[body.index];
}
