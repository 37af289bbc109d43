// What reads QRs on this phone: its own detector if it proves itself, else our worker.
const PROOF = "MK-PROOF";
const PROOF_PATIENCE_MS = 1500;

function loaded(address) {
  return new Promise(function (resolve, reject) {
    const image = new Image();
    image.onload = function () { resolve(image); };
    image.onerror = reject;
    image.src = address;
  });
}

function nothingAfter(ms) {
  return new Promise(function (resolve) { setTimeout(resolve, ms, []); });
}

// Some phones have a detector that finds nothing, ever: it must read a known picture.
async function provenDetector(proof) {
  if (!("BarcodeDetector" in window)) { return null; }
  try {
    const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
    const picture = await loaded(proof);
    const seen = detector.detect(picture);
    const found = await Promise.race([seen, nothingAfter(PROOF_PATIENCE_MS)]);
    return found.length > 0 && found[0].rawValue === PROOF ? detector : null;
  } catch (error) {
    return null; // it is there and can't be used: the worker can
  }
}

class NativeEngine {
  constructor(detector) {
    this.detector = detector;
    this.name = "native";
  }

  async look(context) {
    try {
      const found = await this.detector.detect(context.canvas);
      return found.length > 0 ? found[0].rawValue : null;
    } catch (error) {
      return null; // another picture follows at once
    }
  }
}

class WorkerEngine {
  constructor(worker, name) {
    this.worker = worker;
    this.name = name;
    this.waiting = new Map();
    this.asked = 0;
    worker.onmessage = (event) => this.answered(event.data);
    worker.onerror = () => this.giveUp();
  }

  answered(answer) {
    const tell = this.waiting.get(answer.number);
    this.waiting.delete(answer.number);
    if (tell) { tell(answer.text); }
  }

  // A picture that broke the worker is passed over; another follows at once.
  giveUp() {
    this.waiting.forEach(function (tell) { tell(null); });
    this.waiting.clear();
  }

  look(context, thoroughly) {
    const canvas = context.canvas;
    const picture = context.getImageData(0, 0, canvas.width, canvas.height);
    const question = {
      number: ++this.asked,
      width: canvas.width,
      height: canvas.height,
      pixels: picture.data.buffer,
      thoroughly: Boolean(thoroughly),
    };
    return new Promise((resolve) => {
      this.waiting.set(question.number, resolve);
      this.worker.postMessage(question, [question.pixels]);
    });
  }
}

function begunWorker(addresses) {
  return new Promise(function (resolve, reject) {
    const worker = new Worker(addresses.worker);
    worker.onerror = reject;
    worker.onmessage = function (event) {
      resolve(new WorkerEngine(worker, event.data.engine));
    };
    worker.postMessage({ wasm: addresses.wasm });
  });
}

// Returns an engine: `look(context)` tells what the QR on its canvas says, or null.
export async function chosenEngine(addresses) {
  const detector = await provenDetector(addresses.proof);
  return detector ? new NativeEngine(detector) : begunWorker(addresses);
}
