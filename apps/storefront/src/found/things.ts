import { isDay } from '#kernel/time';
import type { Floor, Product, Seller, TourismPointDetail } from '../backend/catalogue.types.js';
import type { TourismRouteDetail } from '../backend/tourism-routes.js';
import { pictureHref, type Paths } from '../paths.js';
import type { Thing } from './vocabulary.js';

/** Where a page stands and in which language its links are. */
interface Site {
  origin: string;
  paths: Paths;
}

const ON_SCHEMA = 'https://schema.org/';

/** The goods themselves, as long as they are sold: options with their prices, what buyers gave, the certificate. */
export function productThing(product: Product, { origin, paths }: Site): Thing<'Product'> | null {
  if (!product.listed || product.priceVnd === null) return null;
  const url = origin + paths.product(product.slug);
  const seller = {
    '@type': 'Organization',
    name: product.seller.name,
    legalName: product.seller.legalName,
  } as const;
  const pictures = product.images.length > 0 ? product.images : product.image ? [product.image] : [];
  const { average, count } = product.rating;
  return {
    '@type': 'Product',
    name: product.name,
    description: product.description || product.name,
    url,
    ...(pictures.length > 0
      ? { image: pictures.map((picture) => origin + pictureHref(picture.url, 1200, 'jpg')) }
      : {}),
    brand: { '@type': 'Brand', name: product.seller.name },
    manufacturer: seller,
    countryOfOrigin: { '@type': 'Country', name: 'Vietnam' },
    offers: product.variants.map((variant) => ({
      '@type': 'Offer',
      name: variant.name,
      url,
      price: variant.priceVnd,
      priceCurrency: 'VND',
      availability: `${ON_SCHEMA}${variant.available > 0 ? 'InStock' : 'OutOfStock'}`,
      itemCondition: `${ON_SCHEMA}NewCondition`,
      seller,
    })),
    ...(average !== null && count > 0
      ? {
          aggregateRating: {
            '@type': 'AggregateRating',
            ratingValue: average,
            reviewCount: count,
            bestRating: 5,
            worstRating: 1,
          },
        }
      : {}),
    hasCertification: certificationThing(product.certification),
  };
}

/** The OCOP certificate: its stars are a rating by the authority, never one by buyers. */
function certificationThing(certificate: Product['certification']): Thing<'Certification'> {
  return {
    '@type': 'Certification',
    name: `OCOP ${certificate.stars}/5`,
    certificationIdentification: certificate.decisionNumber,
    certificationStatus: `${ON_SCHEMA}CertificationActive`,
    certificationRating: {
      '@type': 'Rating',
      ratingValue: certificate.stars,
      bestRating: 5,
      worstRating: 1,
    },
    issuedBy: { '@type': 'Organization', name: certificate.issuedBy },
    ...(isDay(certificate.issuedOn) ? { validFrom: certificate.issuedOn } : {}),
    ...(isDay(certificate.validUntil) ? { expires: certificate.validUntil } : {}),
  };
}

/** A shop that sells; an invented number of a demo is not said to machines either. */
export function sellerThing(
  seller: Seller,
  { origin, paths }: Site,
  floor: Pick<Floor, 'demo' | 'province'> | null,
): Thing<'LocalBusiness'> {
  return {
    '@type': 'LocalBusiness',
    name: seller.name,
    legalName: seller.legalName,
    ...(seller.story ? { description: seller.story } : {}),
    url: origin + paths.seller(seller.slug),
    address: addressThing(seller.address, seller.commune.name, floor),
    ...(seller.taxCode ? { taxID: seller.taxCode } : {}),
    ...(floor && !floor.demo && seller.phone ? { telephone: seller.phone } : {}),
  };
}

const WEEKDAYS = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export function pointThing(
  point: TourismPointDetail,
  { origin, paths }: Site,
  floor: Pick<Floor, 'province'> | null,
): Thing<'TouristAttraction'> {
  const hours = (point.hours?.week ?? []).flatMap(({ weekday, spans }) =>
    spans.map(
      ({ opensAt, closesAt }) =>
        ({
          '@type': 'OpeningHoursSpecification',
          dayOfWeek: ON_SCHEMA + (WEEKDAYS[weekday] ?? ''),
          opens: opensAt,
          closes: closesAt,
        }) as const,
    ),
  );
  const photographs = point.pictures.filter(({ illustration }) => !illustration);
  return {
    '@type': 'TouristAttraction',
    name: point.name,
    description: point.what,
    url: origin + paths.tourismPoint(point.slug),
    // A drawing is no picture of the place.
    ...(photographs.length > 0
      ? { image: photographs.map(({ url }) => origin + pictureHref(url, 1200, 'jpg')) }
      : {}),
    address: addressThing(point.place, point.commune.name, floor),
    geo: { '@type': 'GeoCoordinates', latitude: point.lat, longitude: point.lon },
    ...(hours.length > 0 ? { openingHoursSpecification: hours } : {}),
  };
}

/** A route in the order of its stops; of a commune only its middle is known, and it has no page. */
export function routeThing(route: TourismRouteDetail, { origin, paths }: Site): Thing<'TouristTrip'> {
  const pageOf = { point: paths.tourismPoint, seller: paths.seller, commune: () => null };
  return {
    '@type': 'TouristTrip',
    name: route.name,
    description: route.summary,
    url: origin + paths.tourismRoute(route.slug),
    itinerary: route.stops.map((stop) => {
      const page = pageOf[stop.kind](stop.of);
      return {
        '@type': 'Place',
        name: stop.name,
        ...(page === null ? {} : { url: origin + page }),
        geo: { '@type': 'GeoCoordinates', latitude: stop.lat, longitude: stop.lon },
      } as const;
    }),
  };
}

function addressThing(
  street: string,
  commune: string,
  floor: Pick<Floor, 'province'> | null,
): Thing<'PostalAddress'> {
  return {
    '@type': 'PostalAddress',
    ...(street ? { streetAddress: street } : {}),
    addressLocality: commune,
    ...(floor ? { addressRegion: floor.province.name } : {}),
    addressCountry: 'VN',
  };
}

/** The way from the home page to this one. */
export function wayThing(
  way: readonly { label: string; href?: string }[],
  here: string,
  { origin }: Pick<Site, 'origin'>,
): Thing<'BreadcrumbList'> {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: way.map(({ label, href }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: label,
      item: origin + (href ?? here),
    })),
  };
}

/** The shop as a whole, with its search, and who runs it. */
export function siteThing(floor: Floor, language: string, { origin, paths }: Site): Thing<'WebSite'> {
  return {
    '@type': 'WebSite',
    name: floor.name,
    url: origin + paths.home,
    inLanguage: language,
    publisher: { '@type': 'Organization', name: floor.operator.name, address: floor.operator.address },
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${origin}${paths.search}?q={words}` },
      'query-input': 'required name=words',
    },
  };
}
