/** Visits `v` as whoever asked for them sees them (`OwnVisitAnswer`); `$2` is the day it is. Conditions follow. */
export const OWN_VISIT = `
  SELECT v.id, json_build_object('slug', t.slug, 'name', t.name) AS point,
    json_build_object('slug', s.slug, 'name', s.name, 'phone', s.phone) AS seller, v.day::text AS day, v.people,
    v.status, v.answer, v.day < $2::date AS past
  FROM visit_requests v JOIN tourism_points t ON t.id = v.tourism_point_id JOIN shop_sellers s ON s.id = v.seller_id`;
