import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isShown, linkedIn, pageOf, slugOf } from '../../static-site/js/credentials/share.js';

const earned = /** @type {import('../../static-site/js/credentials/share.js').Earned} */ ({ id: 'crd_0192d3c04d3f7cc0a1f5b2f3c4d5e6f7', title: 'Doing Right & Well by “People”', standard: 'Health and Safety', awardedAt: '2026-01-01T00:30:00Z', status: 'issued' });

test('LinkedIn’s form is filled in with the page’s address, name, month, year and number', () => {
  const link = new URL(linkedIn(earned, 'https://esp.example/credentials/') ?? '');
  assert.equal(link.origin + link.pathname, 'https://www.linkedin.com/profile/add');
  assert.deepEqual(Object.fromEntries(link.searchParams), {
    startTask: 'CERTIFICATION_NAME', name: earned.title, organizationName: 'ESP Micro-credentials', issueYear: '2026', issueMonth: '1',
    certUrl: `https://esp.example/c/${earned.id}`, certId: earned.id,
  });
});

test('LinkedIn is not offered for what is taken back or hidden', () => {
  assert.equal(linkedIn({ ...earned, status: 'revoked' }, 'https://esp.example/'), null);
  assert.equal(linkedIn({ ...earned, shown: false }, 'https://esp.example/'), null);
});

test('What does not say that it is hidden is shown', () => {
  assert.deepEqual([isShown(earned), isShown({ ...earned, shown: true }), isShown({ ...earned, shown: false })], [true, true, false]);
});

test('Its page and its pictures have one address each', () => {
  assert.equal(pageOf(earned.id), `/c/${earned.id}`);
  assert.equal(slugOf(earned.standard), 'health-and-safety');
});
