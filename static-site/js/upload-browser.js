/** What `upload.js` needs of a browser: sending a block with progress, waiting, hashing. */

/**
 * One block to storage. XMLHttpRequest, since fetch tells nothing about the way up.
 * @param {string} url @param {Blob} body @param {AbortSignal} signal @param {(bytes: number) => void} moved
 * @returns {Promise<import('./upload.js').PutAnswer>}
 */
export const putBlock = (url, body, signal, moved) => new Promise((done, stop) => {
  const request = new XMLHttpRequest();
  const abort = () => { request.abort(); stop(signal.reason); };
  signal.addEventListener('abort', abort, { once: true });
  request.upload.onprogress = e => moved(e.loaded);
  request.onloadend = () => {
    signal.removeEventListener('abort', abort);
    if (signal.aborted) return stop(signal.reason);
    if (request.status >= 200 && request.status < 300) return done({ ok: true });
    if (request.status === 403 || request.status === 401) return done({ ok: false, kind: 'expired' });
    done({ ok: false, kind: request.status === 0 && !navigator.onLine ? 'offline' : 'server' });
  };
  request.timeout = 300_000;
  request.open('PUT', url);
  request.setRequestHeader('x-ms-version', '2021-12-02');
  request.send(body);
});

/** Waits, or until the connection comes back. @param {number} ms @param {AbortSignal} signal @returns {Promise<void>} */
export const pauseOrOnline = (ms, signal) => new Promise((done, stop) => {
  const end = () => { clearTimeout(timer); removeEventListener('online', go); signal.removeEventListener('abort', abort); };
  const go = () => { end(); done(); };
  const abort = () => { end(); stop(signal.reason); };
  const timer = setTimeout(go, ms);
  addEventListener('online', go);
  signal.addEventListener('abort', abort);
});

/** @param {ArrayBuffer} bytes */
export const digest = bytes => crypto.subtle.digest('SHA-256', bytes);
