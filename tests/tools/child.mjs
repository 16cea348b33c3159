// Runs a node program that must never outlive the one who started it:
//   node child.mjs <script> [arguments…]
// When standard input closes (the starter ended, however it ended) the program is asked to end, so that it
// saves what it has, and after five seconds made to.
// Ctrl-C reaches a whole group of processes at once; the starter decides when its helpers end, so it is not heard here.
import http from "node:http";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [script, ...rest] = process.argv.slice(2);
if (!script) {
  console.error("usage: node child.mjs <script> [arguments...]");
  process.exit(2);
}

process.on("SIGINT", () => {});
for (const name of ["on", "once", "addListener"]) {
  const original = process[name].bind(process);
  process[name] = (event, listener) => (event === "SIGINT" ? process : original(event, listener));
}

// Connections that are kept open would hold the program up for as long as they last.
const servers = new Set();
const { listen } = http.Server.prototype;
http.Server.prototype.listen = function (...args) {
  servers.add(this);
  return listen.apply(this, args);
};

const end = () => {
  setTimeout(() => process.exit(0), 5000).unref();
  process.kill(process.pid, "SIGTERM");
  // Whoever could still be asking is the starter, and that one ended or waits for us.
  setTimeout(() => servers.forEach((server) => server.closeAllConnections?.()), 100).unref();
};
process.stdin.on("end", end).on("error", end).resume();

const path = resolve(script);
process.argv = [process.argv[0], path, ...rest];
createRequire(import.meta.url)(path);
