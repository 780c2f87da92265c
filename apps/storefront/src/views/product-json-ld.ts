import type { Product } from '../backend/catalogue.types.js';
import type { Words } from '../i18n/vi.js';
import { pictureHref, type Paths } from '../paths.js';

/**
 * The product and the way to it for search engines (schema.org Product and BreadcrumbList), as text for a data
 * block. `<` is escaped, so that no name of a product can end the block.
 */
export function productJsonLd(product: Product, origin: string, t: Words, paths: Paths): string {
  const url = origin + paths.product(product.slug);
  const way = [
    [t.nav.home, paths.home],
    [t.list.title, paths.products],
    [product.name, paths.product(product.slug)],
  ] as const;
  const graph: object[] = [
    {
      '@type': 'BreadcrumbList',
      itemListElement: way.map(([name, path], index) => ({
        '@type': 'ListItem',
        position: index + 1,
        name,
        item: origin + path,
      })),
    },
  ];
  if (product.listed && product.priceVnd !== null) {
    graph.push({
      '@type': 'Product',
      name: product.name,
      description: product.description,
      url,
      ...(product.image ? { image: origin + pictureHref(product.image.url, 1200, 'jpg') } : {}),
      brand: { '@type': 'Brand', name: product.seller.name },
      offers: {
        '@type': 'Offer',
        url,
        price: product.priceVnd,
        priceCurrency: 'VND',
        availability: `https://schema.org/${product.available > 0 ? 'InStock' : 'OutOfStock'}`,
        seller: { '@type': 'Organization', name: product.seller.legalName },
      },
    });
  }
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': graph }).replaceAll('<', '\\u003c');
}
