import 'reflect-metadata';
import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, MODULE_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { describe, expect, it } from 'vitest';
import { officerPermissions, sellerPermissions } from '#kernel/permissions';
import { systemClock } from '#kernel/time';
import { AppModule } from '../../apps/api/src/app.module.js';
import { ACCESS_RULE } from '../../apps/api/src/platform/access/access.js';
import { readEnvironment } from '../../apps/api/src/platform/config/environment.js';

const RULES = new Set<unknown>([
  ...['public', 'bearer-secret', 'operator', 'account'],
  ...sellerPermissions.map((permission) => `seller:${permission}`),
  ...officerPermissions.map((permission) => `officer:${permission}`),
]);

interface Route {
  name: string;
  address: string;
  rule: unknown;
}

/** Every route of every controller of every module the application is made of. */
function routes(): Route[] {
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

function metadata<Item>(target: unknown, key: string): Item[] {
  return typeof target === 'function' ? ((Reflect.getMetadata(key, target) as Item[] | undefined) ?? []) : [];
}

function routesOf(controller: Type<object>): Route[] {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    if (typeof handler !== 'function') return [];
    const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    if (method === undefined) return [];
    const rule: unknown =
      Reflect.getMetadata(ACCESS_RULE, handler) ?? Reflect.getMetadata(ACCESS_RULE, controller);
    const parts = [
      Reflect.getMetadata(PATH_METADATA, controller),
      Reflect.getMetadata(PATH_METADATA, handler),
    ];
    return [
      {
        name: `${controller.name}.${name}`,
        address: `${RequestMethod[method]} ${parts.filter((part) => part !== '/').join('/')}`,
        rule,
      },
    ];
  });
}

describe('every route states who may call it', () => {
  const all = routes();

  it('finds the routes at all', () => {
    expect(all.map(({ address }) => address)).toEqual(
      expect.arrayContaining([
        'GET v1/products',
        'GET v1/products/:slug',
        'POST v1/order-groups',
        'GET metrics',
      ]),
    );
    expect(all.length).toBeGreaterThan(20);
  });

  it('and none leaves it open', () => {
    expect(all.filter(({ rule }) => !RULES.has(rule))).toEqual([]);
  });

  it('and only the metrics are an operator’s', () => {
    expect(all.filter(({ rule }) => rule === 'operator').map(({ name }) => name)).toEqual([
      'MetricsController.report',
    ]);
  });
});
