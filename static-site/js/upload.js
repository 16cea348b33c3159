/**
 * Sends one file to storage in blocks, and outlives a lost connection, a pause, a reload and an expired link.
 * Pure of DOM and network: what it touches comes in as functions. One file at a time per lane (`lanes`).
 *
 * @typedef {'queued'|'sending'|'retrying'|'paused'|'finishing'|'checking'|'failed'} Phase
 * @typedef {{phase: Phase, sentBytes: number, totalBytes: number, why: 'offline'|'server'|'', sentence: string}} Progress
 * @typedef {{url: string, blockBytes: number, expiresAt?: string}} Link
 * @typedef {{ok: true} | {ok: false, kind: 'offline'|'server'|'expired'|'refused', sentence?: string}} PutAnswer
 *
 * @typedef {object} Ports
 * @property {() => Promise<{ok: true, upload: Link, uploadedBlocks: number[]} | {ok: false, kind: 'offline'|'server'|'refused', sentence?: string}>} link
 *   a fresh write link, and the blocks that storage already has
 * @property {(url: string, body: Blob, signal: AbortSignal, moved: (bytes: number) => void) => Promise<PutAnswer>} put
 * @property {(hash: string) => Promise<{ok: true} | {ok: false, kind: 'offline'|'server'|'refused', missing?: number[], sentence?: string}>} complete
 * @property {(ms: number, signal: AbortSignal) => Promise<void>} pause  ends early when the connection is back; rejects when stopped
 * @property {(bytes: ArrayBuffer) => Promise<ArrayBuffer>} digest  SHA-256
 * @property {() => number} random  0 … 1, so that many phones do not all come back at once
 * @property {(progress: Progress) => void} changed
 */

/** Storage takes 4 MiB blocks when the server does not say otherwise. */
export const BLOCK_BYTES = 4 * 1024 * 1024;

/** @param {number} bytes @param {number} blockBytes */
export const blockCount = (bytes, blockBytes) => Math.ceil(bytes / blockBytes);

/** Storage wants base64 block names, all of one length: '000000', '000001' … @param {number} n */
export const blockId = n => btoa(String(n).padStart(6, '0'));

/** @param {string} url with its signature @param {number} n */
export const blockUrl = (url, n) => `${url}&comp=block&blockid=${encodeURIComponent(blockId(n))}`;

/** 1, 2, 4, 8, 16, then 30 seconds, each ± a quarter. @param {number} tries @param {number} random */
export const backOff = (tries, random) => Math.round(Math.min(30000, 500 * 2 ** Math.min(tries, 6)) * (0.75 + random / 2));

/** Lower-case hex of SHA-256 over the blocks' hashes in order. @param {ArrayBuffer[]} hashes @param {Ports['digest']} digest */
export async function hashOfHashes(hashes, digest) {
  const all = new Uint8Array(hashes.length * 32);
  hashes.forEach((h, i) => all.set(new Uint8Array(h), i * 32));
  return [...new Uint8Array(await digest(all.buffer))].map(b => b.toString(16).padStart(2, '0')).join('');
}

/**
 * @param {Blob} file
 * @param {Link|null} first  the link that came with the evidence, or null to ask for one (after a reload)
 * @param {Ports} ports
 * @param {(run: () => Promise<void>) => Promise<void>} lane
 */
export function upload(file, first, ports, lane) {
  let link = first;
  let control = new AbortController();
  let going = false;
  /** @type {Map<number, ArrayBuffer>} */
  const hashes = new Map();
  /** @type {Set<number>} */
  const there = new Set();
  /** @type {Progress} */
  let progress = { phase: 'queued', sentBytes: 0, totalBytes: file.size, why: '', sentence: '' };

  const show = (/** @type {Partial<Progress>} */ part) => ports.changed(progress = { ...progress, ...part });
  const size = () => link?.blockBytes ?? BLOCK_BYTES;
  const block = (/** @type {number} */ n) => file.slice(n * size(), Math.min(file.size, (n + 1) * size()));
  const sentBytes = () => [...there].reduce((sum, n) => sum + block(n).size, 0);

  async function send() {
    for (let tries = 0; ;) {
      const answer = await next(control.signal);
      if (answer === 'done') return show({ phase: 'checking', sentBytes: file.size, why: '' });
      if (answer.ok) { tries = 0; continue; }
      if (answer.kind === 'refused') return show({ phase: 'failed', sentence: answer.sentence ?? '' });
      if (answer.kind === 'expired') link = null;
      tries++;
      // Storage may hide the reason from a page of another origin: from time to time a fresh link is worth asking for.
      if (tries % 3 === 0) link = null;
      if (answer.kind === 'expired' && tries === 1) continue;   // a fresh link at once; a second refusal waits
      show({ phase: 'retrying', why: answer.kind === 'offline' ? 'offline' : 'server', sentBytes: sentBytes() });
      await ports.pause(backOff(tries, ports.random()), control.signal);
    }
  }

  /** One step on the way: a link, a block, or the end. @param {AbortSignal} signal @returns {Promise<PutAnswer|'done'>} */
  async function next(signal) {
    if (!link) {
      const fresh = await ports.link();
      if (!fresh.ok) return fresh;
      link = fresh.upload;
      there.clear();
      fresh.uploadedBlocks.forEach(n => there.add(n));
    }
    signal.throwIfAborted();
    const count = blockCount(file.size, size());
    const n = Array.from({ length: count }, (_, i) => i).find(i => !there.has(i));
    return n === undefined ? finish(count, signal) : put(n, signal);
  }

  /** @param {number} n @param {AbortSignal} signal @returns {Promise<PutAnswer>} */
  async function put(n, signal) {
    const before = sentBytes();
    show({ phase: 'sending', why: '', sentBytes: before });
    const body = block(n);
    const answer = await ports.put(blockUrl(/** @type {Link} */ (link).url, n), body, signal, moved => show({ sentBytes: before + Math.min(moved, body.size) }));
    signal.throwIfAborted();
    if (answer.ok) { there.add(n); show({ sentBytes: sentBytes() }); }
    return answer;
  }

  /** @param {number} count @param {AbortSignal} signal @returns {Promise<PutAnswer|'done'>} */
  async function finish(count, signal) {
    show({ phase: 'finishing', why: '', sentBytes: file.size });
    for (let n = 0; n < count; n++) {
      if (!hashes.has(n)) hashes.set(n, await ports.digest(await block(n).arrayBuffer()));
      signal.throwIfAborted();
    }
    const answer = await ports.complete(await hashOfHashes(Array.from({ length: count }, (_, n) => /** @type {ArrayBuffer} */ (hashes.get(n))), ports.digest));
    if (answer.ok) return 'done';
    answer.missing?.forEach(n => there.delete(n));
    return answer.missing ? { ok: false, kind: 'server' } : answer;
  }

  async function go() {
    if (going) return;
    going = true;
    control = new AbortController();
    const { signal } = control;
    show({ phase: 'queued', why: '', sentence: '' });
    try {
      await lane(async () => { signal.throwIfAborted(); await send(); });
    } catch (e) {
      // A phone that took the file away (card removed, file changed) cannot be read any more.
      if (!signal.aborted) show({ phase: 'failed', sentence: 'We could not read this file any more. Please choose it again.' });
    } finally { going = false; }
  }

  return {
    progress: () => progress,
    start: go,
    resume: go,
    pause() { control.abort(); show({ phase: 'paused', why: '', sentBytes: sentBytes() }); },
    /** Ends it for good; the caller tells the server. */
    stop() { control.abort(); },
  };
}

/** Runs at most `most` works at once, the rest in order. @param {number} most */
export function lanes(most) {
  let running = 0;
  /** @type {(() => void)[]} */
  const waiting = [];
  return async (/** @type {() => Promise<void>} */ work) => {
    if (running >= most) await new Promise(go => waiting.push(() => go(undefined)));
    running++;
    try { await work(); } finally { running--; waiting.shift()?.(); }
  };
}

/** Seconds between looks at a file that is being checked: quick at first, then patient. @param {number} look */
export const checkPause = look => [1000, 2000, 3000, 5000][look] ?? 10000;
