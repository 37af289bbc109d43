// Builds what phones are given into the static folder; what is built is committed.
import { createHash } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import assert from "node:assert/strict";
import { build } from "esbuild";

const STATIC = "../static/";
const WASM = "zxing_reader.wasm";
const BUILT = ["till.js", "scan-worker.js", WASM, `${WASM}.br`];

await build({
  entryPoints: { till: "src/till.js", "scan-worker": "src/worker.js" },
  outdir: STATIC,
  bundle: true,
  minify: true,
  format: "iife", // old Safaris know no module workers
  target: "es2017",
  charset: "utf8",
  legalComments: "none",
  banner: { js: "/*! Licences of what is inside: services/gateway/scanner/LICENSES.txt */" },
});
// The library would look elsewhere for its wasm if it were not told; there is no elsewhere.
const worker = readFileSync(`${STATIC}scan-worker.js`, "utf8");
const atHome = worker.replace(/https:\/\/[\w.]+\/npm\/zxing-wasm/, "/nowhere");
assert.notEqual(atHome, worker, "the library's own address was not where it was");
writeFileSync(`${STATIC}scan-worker.js`, atHome);
copyFileSync(`node_modules/zxing-wasm/dist/reader/${WASM}`, STATIC + WASM);
const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
writeFileSync(`${STATIC}${WASM}.br`, brotliCompressSync(readFileSync(STATIC + WASM), best));

const licences = ["zxing-wasm/LICENSE", "qr/LICENSE", "qr/LICENSE-MIT"].map(
  (file) => `== ${file}\n\n${readFileSync(`node_modules/${file}`, "utf8")}\n`,
);
const note = "Inside zxing_reader.wasm is zxing-cpp, under the Apache License 2.0 as below.\n\n";
writeFileSync("LICENSES.txt", note + licences.join("\n"));

// Sources too: whoever changes one and does not build is told by a test.
const sources = readdirSync("src").sort().map((name) => `src/${name}`);
const files = ["build.mjs", "package-lock.json", ...sources];
const named = [...files, ...BUILT.map((name) => STATIC + name)];
const sums = named.map(
  (file) => `${createHash("sha256").update(readFileSync(file)).digest("hex")}  ${file}\n`,
);
writeFileSync("SHA256SUMS", sums.join(""));
