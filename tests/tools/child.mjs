// Runs a node program that must never outlive the one who started it:
//   node child.mjs <script> [arguments…]
// When standard input closes (the starter ended, however it ended) the program is asked to end, and after two seconds made to.
// Ctrl-C reaches a whole group of processes at once; the starter decides when its helpers end, so it is not heard here.
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [script, ...rest] = process.argv.slice(2);
if (!script) {
  console.error("usage: node child.mjs <script> [arguments...]");
  process.exit(2);
}

process.on("SIGINT", () => {});
for (const listen of ["on", "once", "addListener"]) {
  const original = process[listen].bind(process);
  process[listen] = (event, listener) => (event === "SIGINT" ? process : original(event, listener));
}

const end = () => {
  setTimeout(() => process.exit(0), 2000).unref();
  process.kill(process.pid, "SIGTERM");
};
process.stdin.on("end", end).on("error", end).resume();

const path = resolve(script);
process.argv = [process.argv[0], path, ...rest];
createRequire(import.meta.url)(path);
