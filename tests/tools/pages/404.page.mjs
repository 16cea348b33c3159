import { notFound, notFoundTitle } from '../../../static-site/js/not-found.js';

export default () => ({
  path: '/404.html',
  title: notFoundTitle,
  description: 'There is no page at this address.',
  noindex: true,
  main: notFound(),
});
