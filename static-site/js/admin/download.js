/** A file that the API makes while it sends it, saved by the browser. */
import { read } from '../api.js';

/**
 * Asks for a file and saves it under a name. Nothing is saved unless all of it came. What arrives goes into the browser's own store, not
 * through a list in memory: evidence can be videos.
 * @param {string} path
 * @param {object} body
 * @param {string} name
 * @param {(bytes: number) => void} came called with what has come so far
 * @param {(file: Blob, name: string) => void} [save]
 * @returns {Promise<import('../api.js').Answer<{bytes: number}>>}
 */
export async function download(path, body, name, came, save = hand) {
  let response;
  try {
    response = await fetch(path, { method: 'POST', headers: { Accept: 'application/zip, application/problem+json', 'Content-Type': 'application/json' }, credentials: 'same-origin', body: JSON.stringify(body) });
  } catch {
    return broken('offline', 'There is no connection right now. Try again when you are back online.');
  }
  if (!response.ok || !response.body) return read(response);
  try {
    let bytes = 0;
    const counted = response.body.pipeThrough(new TransformStream({
      transform(chunk, to) {
        bytes += chunk.byteLength;
        came(bytes);
        to.enqueue(chunk);
      },
    }));
    const file = await new Response(counted, { headers: { 'Content-Type': 'application/zip' } }).blob();
    save(file, name);
    return { ok: true, status: response.status, data: { bytes: file.size } };
  } catch {
    return broken('download.broken', 'The file broke off on its way, so nothing was saved. Try again.');
  }
}

/** @param {string} code @param {string} detail @returns {import('../api.js').Answer<any>} */
const broken = (code, detail) => ({ ok: false, status: 0, problem: { code, detail, status: 0 } });

/** @param {Blob} file @param {string} name */
function hand(file, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
