import { Injectable, type INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { errorCodes } from '../http/error-codes.js';

/** The OpenAPI document of this build. Made when first asked for: walking all routes costs memory most processes never need. */
@Injectable()
export class ApiDescription {
  private app: INestApplication | undefined;
  private text: string | undefined;

  /** Which application to describe; it exists only after its modules do. */
  describe(app: INestApplication): void {
    this.app = app;
  }

  /** The document as JSON text. */
  toJson(): string {
    if (this.app === undefined) throw new Error('The description was not told what to describe');
    return (this.text ??= openApiJson(this.app));
  }
}

/** The document as it is served and as docs/openapi.json keeps it. */
export function openApiJson(app: INestApplication): string {
  return `${JSON.stringify(describeApi(app), null, 2)}\n`;
}

/** The document from the controllers: nothing in it is written by hand but the error's form. */
function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('OCOP floor')
    .setDescription(
      'Certified OCOP products of a province: finding them and ordering them. Money is integer đồng (VAT included) in ' +
        'fields ending in `Vnd`; times are ISO 8601 UTC, calendar dates are days in Vietnam. Unknown fields and unknown ' +
        'query parameters are refused.',
    )
    .setVersion('1')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => operationId(controller, method),
  });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM },
  };
  for (const path of Object.values(document.paths)) {
    for (const method of ['get', 'put', 'post', 'delete', 'patch'] as const) {
      const operation = path[method];
      if (operation === undefined) continue;
      const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
      for (const [status, response] of Object.entries(operation.responses)) {
        if (/^[45]/.test(status) && response !== undefined && !('$ref' in response))
          response.content ??= content;
      }
      operation.responses['default'] = { description: 'A refusal (RFC 9457)', content };
    }
  }
  return document;
}

/** `ShopProductsController.list` is `shopProductsList`: the audience, the noun, the verb. */
function operationId(controller: string, method: string): string {
  const noun = controller.replace(/Controller$/, '');
  return noun.charAt(0).toLowerCase() + noun.slice(1) + method.charAt(0).toUpperCase() + method.slice(1);
}

const PROBLEM = {
  type: 'object' as const,
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string' as const },
    title: {
      type: 'string' as const,
      description: 'In the language of Accept-Language: Vietnamese or English',
    },
    status: { type: 'integer' as const },
    detail: { type: 'string' as const },
    code: { type: 'string' as const, enum: Object.keys(errorCodes) },
    requestId: { type: 'string' as const },
    errors: {
      type: 'array' as const,
      items: {
        type: 'object' as const,
        required: ['path', 'code', 'message'],
        properties: {
          path: { type: 'string' as const },
          code: { type: 'string' as const },
          message: { type: 'string' as const },
        },
      },
    },
  },
  additionalProperties: true,
};
