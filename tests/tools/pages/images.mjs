import { attributes, html } from '../../../static-site/js/html.js';

/**
 * Emblems and badges. Each standard has a silhouette and a glyph of its own, so that it is known in black and white.
 * A 96-unit square; shapes fill it to 6 units, glyphs stay inside the middle 48. One stroke width.
 */

/** @type {Record<string, {shape: string, glyph: string}>} */
const marks = {
  // A speech bubble; two lines of talk and a nod back.
  communication: {
    shape: 'M24 8h48a16 16 0 0 1 16 16v34a16 16 0 0 1-16 16H52L34 90V74H24A16 16 0 0 1 8 58V24A16 16 0 0 1 24 8z',
    glyph: 'M28 30h40M28 42h28M42 56l6 6 14-14',
  },
  // A flower of six petals; two circles that overlap.
  'cultural-competence': {
    shape: 'M48 6c9 0 15 7 16 14 7-3 16-1 20 7s1 16-5 21c6 5 9 13 5 21s-13 10-20 7c-1 7-7 14-16 14s-15-7-16-14c-7 3-16 1-20-7s-1-16 5-21c-6-5-9-13-5-21s13-10 20-7C33 13 39 6 48 6z',
    glyph: 'M39 33a15 15 0 1 0 0 30 15 15 0 1 0 0-30zM57 33a15 15 0 1 0 0 30 15 15 0 1 0 0-30z',
  },
  // A hexagon on its point; a balance.
  ethics: {
    shape: 'M48 5l37 21.5v43L48 91 11 69.500V26.500z',
    glyph: 'M48 26v42M36 68h24M28 34h40M28 34l-7 18h14zM68 34l-7 18h14z',
  },
  // An octagon; a cross with a pulse.
  'health-and-safety': {
    shape: 'M32 7h32l25 25v32L64 89H32L7 64V32z',
    glyph: 'M40 24h16v16h16v16H56v16H40V56H24V40h16z',
  },
  // A square with round corners; a list in order.
  organization: {
    shape: 'M20 9h56a11 11 0 0 1 11 11v56a11 11 0 0 1-11 11H20A11 11 0 0 1 9 76V20A11 11 0 0 1 20 9z',
    glyph: 'M27 31l4 4 8-8M27 49l4 4 8-8M27 67l4 4 8-8M48 31h22M48 49h22M48 67h22',
  },
  // A shield; a star.
  professionalism: {
    shape: 'M48 5c12 8 24 11 37 11v30c0 22-14 36-37 45C25 82 11 68 11 46V16c13 0 25-3 37-11z',
    glyph: 'M48 25l6.5 13.2 14.5 2.1-10.5 10.2 2.5 14.500L48 58.2 35 65l2.5-14.500L27 40.300l14.5-2.100z',
  },
  // A sheet with a folded corner; bars that grow.
  reporting: {
    shape: 'M22 6h36l24 24v52a8 8 0 0 1-8 8H22a8 8 0 0 1-8-8V14a8 8 0 0 1 8-8z',
    glyph: 'M30 70V56M42 70V48M54 70V54M66 70V40M30 38h16M30 26h20',
  },
  // A circle; a plug with its cord.
  technology: {
    shape: 'M48 6a42 42 0 1 1 0 84 42 42 0 1 1 0-84z',
    glyph: 'M39 22v14M57 22v14M32 36h32v8a16 16 0 0 1-32 0zM48 60v6a8 8 0 0 0 8 8h8',
  },
};

/** @param {string} slug */
export function mark(slug) {
  const found = marks[slug];
  if (!found) throw new Error(`No emblem for ${slug}: add its shape and glyph to images.mjs.`);
  return found;
}

const green = '#0a5c57';
const deep = '#06403d';
const bus = '#ffc21a';
const paper = '#ffffff';
const cream = '#f6f4ee';
const ink = '#1b2430';

/** @param {string} slug @param {string} standard */
const emblem = (slug, standard) => html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96" role="img" aria-label="${standard}">
<path d="${mark(slug).shape}" fill="${green}" stroke="${cream}" stroke-width="6" stroke-linejoin="round" paint-order="stroke"/>
<path d="${mark(slug).glyph}" fill="none" stroke="${paper}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>
</svg>
`;

/**
 * The badge: the emblem large enough for 64 pixels, the words for 600.
 * @param {any} mc
 */
function badge(mc) {
  // Fonts differ in width: long names are fitted to the band, short ones keep their shape.
  const fitted = attributes(mc.standard.length > 14 ? { textLength: 420, lengthAdjust: 'spacingAndGlyphs' } : {});
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" width="600" height="600" role="img" aria-labelledby="t d">
<title id="t">${mc.title}</title>
<desc id="d">Badge of the micro-credential ${mc.title}: ESP Universal Standard ${mc.standard}, level ${mc.level}.</desc>
<rect x="12" y="12" width="576" height="576" rx="72" fill="${cream}" stroke="${deep}" stroke-width="24"/>
<rect x="36" y="36" width="528" height="528" rx="50" fill="none" stroke="${bus}" stroke-width="8"/>
<g transform="translate(132 66) scale(3.5)">
<path d="${mark(mc.slug).shape}" fill="${green}"/>
<path d="${mark(mc.slug).glyph}" fill="none" stroke="${paper}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>
</g>
<path d="M40 424h520v80H40z" fill="${bus}"/>
<path d="M40 424h520M40 504h520" stroke="${ink}" stroke-width="6"/>
<g font-family="Segoe UI, Roboto, Helvetica Neue, Arial, Liberation Sans, sans-serif" text-anchor="middle" fill="${ink}">
<text x="300" y="480" font-size="46" font-weight="700" ${fitted}>${mc.standard}</text>
<text x="300" y="542" font-size="27" letter-spacing="5">${`ESP · ${mc.level}`.toUpperCase()}</text>
</g>
</svg>
`;
}

/** The site's sign: a yellow bus face in a green field. */
const logo = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32">
<path d="M8 5h16a4 4 0 0 1 4 4v15H4V9a4 4 0 0 1 4-4z" fill="${bus}"/>
<path d="M8 9.500h16v7H8z" fill="${deep}"/>
<path d="M12 24.500l3 3 6-6.5" fill="none" stroke="${paper}" stroke-width="0"/>
<path d="M7 24h5v4H7zM20 24h5v4h-5z" fill="${bus}"/>
<path d="M8 20.500h3M21 20.500h3M14 20.500h4" stroke="${deep}" stroke-width="2" stroke-linecap="round"/>
</svg>
`;

const favicon = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="7" fill="${deep}"/>
<path d="M9 7h14a3 3 0 0 1 3 3v12H6V10a3 3 0 0 1 3-3z" fill="${bus}"/>
<path d="M9 10.500h14v6H9z" fill="${deep}"/>
<path d="M8 22h4v4H8zM20 22h4v4h-4z" fill="${bus}"/>
</svg>
`;

/**
 * @param {any[]} microCredentials
 * @returns {Array<[string, string]>}
 */
export const images = (microCredentials) => [
  ...microCredentials.flatMap((mc) => /** @type {Array<[string, string]>} */ ([
    [`images/emblems/${mc.slug}.svg`, emblem(mc.slug, mc.standard).toString()],
    [`images/badges/${mc.slug}.svg`, badge(mc).toString()],
  ])),
  ['images/logo.svg', logo.toString()],
  ['images/favicon.svg', favicon.toString()],
];
