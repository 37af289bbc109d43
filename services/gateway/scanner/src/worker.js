// Finds the QR on a picture, away from the page's own thread. zxing looks at every
// picture; the plain-JS engine looks at every second one that zxing gave up, for each
// reads some that the other does not, and works alone where wasm can't be started.
import decodeQR from "qr/decode.js";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const WASM_PATIENCE_MS = 6000;
const LOOK_FOR = {
  formats: ["QRCodeModel2"], // only what is printed: a Micro QR hardly checks itself
  tryInvert: false,
  maxNumberOfSymbols: 1,
};

let hasWasm = false;
let misses = 0;

function tooLong(ms) {
  return new Promise(function (_, reject) {
    setTimeout(function () { reject(new Error("wasm took too long")); }, ms);
  });
}

async function begin(wasm) {
  const prepared = prepareZXingModule({
    overrides: { locateFile: function () { return wasm; } },
    fireImmediately: true,
  });
  try {
    await Promise.race([prepared, tooLong(WASM_PATIENCE_MS)]);
    hasWasm = true;
  } catch (error) {
    hasWasm = false; // an old phone: the other engine reads alone
  }
  self.postMessage({ ready: true, engine: hasWasm ? "zxing" : "qr" });
}

async function byWasm(picture) {
  const found = await readBarcodes(picture, LOOK_FOR);
  return found.length > 0 ? found[0].text : null;
}

function byScript(picture) {
  try {
    return decodeQR(picture);
  } catch (error) {
    return null; // it throws where nothing is to be seen
  }
}

// Old Safaris have no ImageData in workers; both engines take what looks like one.
function pictureOf(asked) {
  const pixels = new Uint8ClampedArray(asked.pixels);
  if (typeof ImageData === "function") {
    return new ImageData(pixels, asked.width, asked.height);
  }
  return { data: pixels, width: asked.width, height: asked.height };
}

async function look(picture, thoroughly) {
  let text = hasWasm ? await byWasm(picture) : null;
  if (text === null) {
    misses += 1;
    if (!hasWasm || thoroughly || misses % 2 === 0) { text = byScript(picture); }
  }
  return text;
}

self.onmessage = async function (event) {
  const asked = event.data;
  if (asked.wasm) {
    await begin(asked.wasm);
    return;
  }
  let text = null;
  try {
    text = await look(pictureOf(asked), asked.thoroughly);
  } finally {
    self.postMessage({ number: asked.number, text: text }); // the next picture waits
  }
};
