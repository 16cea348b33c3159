import { html, attributes } from '../../../static-site/js/html.js';

/**
 * One page of the site.
 * @typedef {object} Page
 * @property {string} path where it lies in the site: `/help/` or `/404.html`
 * @property {string} title without the site's name
 * @property {string} description one sentence, for search results and shared links
 * @property {import('../../../static-site/js/html.js').Fragment} main what stands in `<main>`
 * @property {string} [script] its module, for example `/js/pages/my-work.js`
 * @property {string[]} [preload] modules that the script imports, in the order of the first view
 * @property {string[]} [styles] its own style sheets, after the site's
 * @property {boolean} [noindex] personal pages stay out of search engines
 * @property {boolean} [wide] the page brings its own `.wrap`s (full-width bands)
 */

const nav = [
  { href: '/#micro-credentials', text: 'Catalog', current: /^\/micro-credentials\// },
  { href: '/my-work/', text: 'My work', current: /^\/(my-work|submit)\// },
  { href: '/credentials/', text: 'Credentials', current: /^\/credentials\// },
  { href: '/help/', text: 'Help', current: /^\/help\// },
];

/** What page.js itself needs: the same for every page. */
const shellModules = ['/js/page.js', '/js/html.js', '/js/session.js', '/js/api.js'];

/**
 * The whole document.
 * @param {Page} page
 */
export function layout(page) {
  const title = page.path === '/' ? page.title : `${page.title} – ESP Micro-credentials`;
  const modules = [...new Set([...(page.script ? [page.script] : []), ...shellModules, ...(page.preload ?? [])])];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${page.description}">
${page.noindex ? html`<meta name="robots" content="noindex">\n` : null}<meta name="theme-color" content="#06403d">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="/images/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/css/site.css">
${(page.styles ?? []).map((href) => html`<link rel="stylesheet" href="${href}">\n`)}${modules.map((href) => html`<link rel="modulepreload" href="${href}">\n`)}<script type="module" src="/js/page.js"></script>
${page.script ? html`<script type="module" src="${page.script}"></script>\n` : null}</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="site-header"><div class="wrap">
<a class="brand" href="/"><img src="/images/logo.svg" alt="" width="32" height="32"> ESP Micro-credentials</a>
<div class="account" id="account"><a href="/login?to=%2Fmy-work%2F">Sign in</a></div>
<nav class="site-nav" aria-label="Main"><ul>
${nav.map((item) => html`<li><a ${attributes({ href: item.href, 'aria-current': item.current.test(page.path) ? (item.href === page.path ? 'page' : 'true') : undefined })}>${item.text}</a></li>\n`)}</ul></nav>
</div></header>
<p class="offline" id="offline" role="status" hidden></p>
<main id="main" tabindex="-1">${page.wide ? page.main : html`<div class="wrap">${page.main}</div>`}</main>
<footer class="site-footer"><div class="wrap">
<ul><li><a href="/help/">Help</a></li><li><a href="/privacy/">Privacy</a></li><li><a href="/accessibility/">Accessibility</a></li><li><a href="/verify/">Check a credential</a></li><li id="account-below"><a href="/login?to=%2Fmy-work%2F">Sign in</a></li></ul>
<p class="muted">Micro-credentials for Education Support Professionals. What you make stays yours.</p>
</div></footer>
<div class="visually-hidden" id="announcer" role="status" aria-live="polite"></div>
</body>
</html>
`;
}
