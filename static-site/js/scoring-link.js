/**
 * The scorer's way to the API: the link's token stays in the address's fragment and goes out by POST alone; the session it
 * opens lives in memory. When the session is over it is opened again silently, once for all calls that wait.
 *
 * @typedef {import('./api.js').Answer<any>} Answer
 */
import { api } from './api.js';

/** The token of this page's address, or ''. */
export const tokenNow = () => location.hash.slice(1);

/**
 * @param {string} token
 * @param {(problem: import('./api.js').Problem) => void} closed  the link opens no more
 */
export function scoringLink(token, closed) {
  let session = '';
  /** @type {Promise<Answer>|null} */
  let opening = null;

  /** @returns {Promise<Answer>} */
  const open = () => opening ??= (async () => {
    const answer = await api.post('/api/scoring/open', { token });
    if (answer.ok) session = answer.data.session;
    opening = null;
    return answer;
  })();

  /** @param {() => Promise<Answer>} ask @returns {Promise<Answer>} */
  async function withSession(ask) {
    const answer = await ask();
    if (answer.status !== 401) return answer;
    const again = await open();
    if (again.ok) return ask();
    if (again.problem.code.startsWith('link.')) closed(again.problem);
    return again;
  }

  return {
    open,
    /** @param {string} path @param {unknown} [body] */
    post: (path, body) => withSession(() => api.post(`/api/scoring/${path}`, body, { token: session })),
    /** @param {string} path @param {unknown} body */
    put: (path, body) => withSession(() => api.put(`/api/scoring/${path}`, body, { token: session, keepalive: document.hidden && JSON.stringify(body).length < 60_000 })),
    /** @param {string} path */
    get: path => withSession(() => api.get(`/api/scoring/${path}`, { token: session })),
    askForNew: () => api.post('/api/scoring/links', { token }),
  };
}
