// The camera: opened once, it looks through its frame until it is closed.
const SIDE_PX = 480;
const FRAME_SHARE = 0.9; // as .scan-frame in till.css
const REST_MS = 50;
const CAMERA = "machiken.camera"; // the only thing kept: which camera of this device

// What went wrong, by the names that browsers give; each has its words on the page.
const TROUBLES = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "none",
  OverconstrainedError: "none",
  NotReadableError: "busy",
  AbortError: "busy",
};

export function troubleOf(error) {
  return TROUBLES[error.name] || "old";
}

function rest(ms) {
  return new Promise(function (resolve) { setTimeout(resolve, ms); });
}

export function kept(name) {
  try {
    return window.localStorage.getItem(name);
  } catch (error) {
    return null; // storage is switched off: the choice is made anew each time
  }
}

export function keep(name, value) {
  try {
    window.localStorage.setItem(name, value);
  } catch (error) {
    return; // as above
  }
}

function wanted(cameraId) {
  const picture = { width: { ideal: 1280 }, height: { ideal: 720 } };
  const which = cameraId
    ? { deviceId: { exact: cameraId } }
    : { facingMode: { ideal: "environment" } };
  return { audio: false, video: Object.assign(picture, which) };
}

async function opened(cameraId) {
  if (!navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) {
    throw new Error("no camera is offered to pages here");
  }
  try {
    return await navigator.mediaDevices.getUserMedia(wanted(cameraId));
  } catch (error) {
    if (!cameraId || troubleOf(error) !== "none") { throw error; }
    return navigator.mediaDevices.getUserMedia(wanted(null)); // it is gone since
  }
}

export class Eye {
  constructor(video, onSight) {
    this.video = video;
    this.onSight = onSight;
    this.isPaused = false;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = SIDE_PX;
    this.context = canvas.getContext("2d", { willReadFrequently: true });
  }

  // Opens the camera and looks on; the engine may come later. Rejects as browsers do.
  async open(engine) {
    this.close();
    const stream = await opened(kept(CAMERA));
    this.stream = stream;
    this.video.srcObject = stream;
    await this.video.play();
    this.look(stream, await engine);
  }

  close() {
    if (!this.stream) { return; }
    this.stream.getTracks().forEach(function (track) { track.stop(); });
    this.stream = null;
    this.video.srcObject = null;
  }

  async look(stream, engine) {
    this.engineName = engine.name;
    while (this.stream === stream) {
      if (!this.isPaused && !document.hidden && this.video.videoWidth) {
        this.draw();
        const text = await engine.look(this.context);
        if (text !== null && !this.isPaused) { this.onSight(text); }
      }
      await rest(REST_MS);
    }
  }

  // The camera fills its box and is cut at two sides; the frame is a part of what shows.
  draw() {
    const video = this.video;
    const scale = Math.max(
      video.clientWidth / video.videoWidth,
      video.clientHeight / video.videoHeight,
    );
    const shown = Math.min(video.clientWidth, video.clientHeight) / scale;
    const side = FRAME_SHARE * shown;
    const left = (video.videoWidth - side) / 2;
    const top = (video.videoHeight - side) / 2;
    this.context.drawImage(video, left, top, side, side, 0, 0, SIDE_PX, SIDE_PX);
  }

  track() {
    return this.stream ? this.stream.getVideoTracks()[0] : null;
  }

  hasTorch() {
    const track = this.track();
    return Boolean(track && track.getCapabilities && track.getCapabilities().torch);
  }

  torch(isOn) {
    return this.track().applyConstraints({ advanced: [{ torch: isOn }] });
  }

  async cameras() {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter(function (each) { return each.kind === "videoinput"; });
  }

  async useNextCamera(engine) {
    const cameras = await this.cameras();
    const now = this.track().getSettings().deviceId;
    const at = cameras.findIndex(function (each) { return each.deviceId === now; });
    keep(CAMERA, cameras[(at + 1) % cameras.length].deviceId);
    await this.open(engine);
  }
}
