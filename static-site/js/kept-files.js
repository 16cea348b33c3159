/**
 * Files under way, kept in IndexedDB so that a reload can go on without choosing them again.
 * Every call may find that the device refuses (private mode, full): then the person is asked to choose the file again.
 */

const STORE = 'files';
/** Half a gigabyte at most, and never more than half of what the device says is free. */
const MOST = 500e6;

/** @returns {Promise<IDBDatabase>} */
const open = () => new Promise((done, refuse) => {
  const request = indexedDB.open('esp-uploads', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  request.onsuccess = () => done(request.result);
  request.onerror = () => refuse(request.error);
});

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} ask
 * @returns {Promise<T|null>}
 */
async function within(mode, ask) {
  try {
    const db = await open();
    return await new Promise((done, refuse) => {
      const transaction = db.transaction(STORE, mode);
      const request = ask(transaction.objectStore(STORE));
      transaction.oncomplete = () => { db.close(); done(request.result); };
      transaction.onerror = transaction.onabort = () => { db.close(); refuse(transaction.error); };
    });
  } catch {
    return null;
  }
}

/** @param {string} id evidence id @param {File} file @returns {Promise<boolean>} false: it does not fit */
export async function keepFile(id, file) {
  const room = await navigator.storage?.estimate?.().catch(() => null);
  const free = room?.quota ? room.quota - (room.usage ?? 0) : MOST;
  if (file.size > MOST || file.size > free / 2) return false;
  return (await within('readwrite', store => store.put(file, id))) !== null;
}

/** @param {string} id @returns {Promise<File|null>} */
export const keptFile = async id => {
  const file = await within('readonly', store => store.get(id));
  return file instanceof File ? file : null;
};

/** @param {string} id */
export const forgetFile = id => within('readwrite', store => store.delete(id));
