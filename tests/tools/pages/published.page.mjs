import { html } from '../../../static-site/js/html.js';

/** The frame of pages that the API writes (achievement, issuer): it puts its own title, description and content in. Not served as it is. */
export default () => ({
  path: '/published/',
  title: 'Published',
  description: 'What ESP Micro-credentials publishes about its credentials.',
  noindex: true,
  styles: ['/css/micro-credential.css'],
  main: html`<h1>Published</h1>`,
});
