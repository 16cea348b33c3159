/**
 * The one way to the API. Answers are values, refusals too: nothing here throws because of what the server said or did not say.
 */

/**
 * RFC 9457, plus `code` (the last part of `type`) and whatever facts the refusal carries.
 * `detail` is a sentence that may be shown as it is.
 * @typedef {{code: string, title?: string, detail: string, status: number, errors?: Record<string, string>, retryAfter?: number, [fact: string]: any}} Problem
 */

/**
 * @template T
 * @typedef {{ok: true, status: number, data: T, problem?: undefined} | {ok: false, status: number, data?: undefined, problem: Problem}} Answer
 */

/** @typedef {{token?: string, signal?: AbortSignal, keepalive?: boolean}} Options `token`: a scorer's session */

export const api = {
  /**
   * @template [T=any]
   * @param {string} path for example `/api/portfolio`
   * @param {Options} [options]
   * @returns {Promise<Answer<T>>}
   */
  get: (path, options) => call('GET', path, undefined, options),

  /**
   * @template [T=any]
   * @param {string} path
   * @param {unknown} [body] sent as JSON; `{}` when left out
   * @param {Options} [options]
   * @returns {Promise<Answer<T>>}
   */
  post: (path, body = {}, options) => call('POST', path, body, options),

  /**
   * @template [T=any]
   * @param {string} path
   * @param {unknown} body
   * @param {Options} [options]
   * @returns {Promise<Answer<T>>}
   */
  put: (path, body, options) => call('PUT', path, body, options),

  /**
   * @template [T=any]
   * @param {string} path
   * @param {Options} [options]
   * @returns {Promise<Answer<T>>}
   */
  delete: (path, options) => call('DELETE', path, {}, options),
};

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} body
 * @param {Options} [options]
 * @returns {Promise<Answer<any>>}
 */
async function call(method, path, body, { token, signal, keepalive } = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json' };
  // A form on another site cannot send this type without asking first: the API takes nothing else.
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (token) headers.Authorization = `Bearer ${token}`;
  let response;
  try {
    response = await fetch(path, { method, headers, signal, keepalive, credentials: 'same-origin', body: body === undefined ? undefined : JSON.stringify(body) });
  } catch (error) {
    return refused(0, signal?.aborted ? stopped : offline);
  }
  return read(response);
}

/**
 * What a response says, for those who had to ask by other means (an upload that shows how far it is).
 * @param {Response} response
 * @returns {Promise<Answer<any>>}
 */
export async function read(response) {
  let body;
  try {
    const text = await response.text();
    body = text ? JSON.parse(text) : undefined;
  } catch {
    body = undefined;
  }
  if (response.ok && body === undefined && response.status === 200) return refused(response.status, unreadable);
  if (response.ok) return { ok: true, status: response.status, data: body };
  const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
  return refused(response.status, { ...fallback(response.status), ...(typeof body === 'object' ? problemOf(body) : undefined), retryAfter });
}

/**
 * @param {any} body
 * @returns {Partial<Problem>}
 */
function problemOf(body) {
  if (!body || typeof body.type !== 'string') return {};
  const { detail, ...rest } = body;
  return { ...rest, code: body.type.replace(/^.*\/problems\//, ''), ...(typeof detail === 'string' && detail ? { detail } : undefined) };
}

/**
 * @param {number} status
 * @param {Omit<Problem, 'status'>} problem
 * @returns {{ok: false, status: number, problem: Problem}}
 */
const refused = (status, problem) => ({ ok: false, status, problem: /** @type {Problem} */ ({ ...problem, status }) });

const offline = { code: 'offline', detail: 'There is no connection right now. What you typed stays on this page. Try again when you are back online.' };
const stopped = { code: 'stopped', detail: 'This was stopped.' };
const unreadable = { code: 'platform.unreadable', detail: 'The answer could not be read. Wait a moment, then try again.' };

/**
 * What to say when the answer itself does not say it.
 * @param {number} status
 * @returns {Omit<Problem, 'status'>}
 */
function fallback(status) {
  if (status === 401) return { code: 'sign-in.needed', detail: 'Sign in to go on.' };
  if (status === 404) return { code: 'not-found', detail: 'There is nothing here, or it is not yours to see.' };
  if (status === 429) return { code: 'platform.busy', detail: 'That was a lot at once. Wait a minute, then try again.' };
  if (status >= 500) return { code: 'platform.unavailable', detail: 'Our service did not answer. Nothing is lost. Wait a moment, then try again.' };
  return { code: 'request.refused', detail: 'This did not work. Load the page again, then try once more.' };
}

/**
 * True when the same call may work a little later, without a change by the person.
 * @param {Problem} problem
 */
export const worthRetrying = (problem) => problem.code === 'offline' || problem.status === 429 || problem.status >= 500;
