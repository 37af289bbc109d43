// The camera's box on a page: its picture, its buttons, and words where it can't open.
import { chosenEngine } from "./engine.js";
import { Eye, troubleOf } from "./eye.js";
import { isLoud, setLoud, wake } from "./senses.js";

const HINT_MS = 8000;

export class CameraBox {
  constructor(root, onSight) {
    this.root = root;
    this.box = root.querySelector("[data-camera]");
    this.eye = new Eye(root.querySelector("video"), (text) => {
      this.restartHint();
      onSight(text);
    });
    this.engine = chosenEngine(root.dataset);
    this.engine.catch(() => { this.trouble("old"); });
    this.connect();
  }

  find(name) {
    return this.root.querySelector("[data-" + name + "]");
  }

  connect() {
    const on = (name, act) => {
      this.find(name).addEventListener("click", () => { act(this.find(name)); });
    };
    on("torch", (button) => { this.toggleTorch(button); });
    on("other-camera", () => { this.useNextCamera(); });
    on("sound", (button) => {
      setLoud(!isLoud());
      this.showSound(button);
    });
    on("again", () => { this.started(); });
    this.showSound(this.find("sound"));
    ["pointerdown", "touchend", "keydown"].forEach(function (kind) {
      document.addEventListener(kind, wake, { passive: true });
    });
    // Whoever comes back by the back button finds the camera as he left it.
    window.addEventListener("pagehide", () => { this.eye.close(); });
    document.addEventListener("visibilitychange", () => { this.wakeCamera(); });
  }

  async open() {
    this.box.hidden = false;
    this.find("trouble").hidden = true;
    wake();
    try {
      await this.eye.open(this.engine);
    } catch (error) {
      this.trouble(troubleOf(error));
    }
  }

  async started() {
    this.isOff = true; // one opening at a time
    await this.open();
    this.isOff = !this.eye.stream;
    if (this.eye.stream) {
      this.root.classList.remove("is-without-camera");
      this.openOthers(false);
      await this.showButtons();
    }
    this.restartHint();
    keepAwake();
  }

  // Phones take the camera away from a page that was left for another.
  wakeCamera() {
    const track = this.eye.track();
    if (!document.hidden && track && track.readyState === "ended") { this.started(); }
    if (!document.hidden) { keepAwake(); }
  }

  async showButtons() {
    this.find("torch").hidden = !this.eye.hasTorch();
    const cameras = await this.eye.cameras();
    this.find("other-camera").hidden = cameras.length < 2;
  }

  async useNextCamera() {
    try {
      await this.eye.useNextCamera(this.engine);
      await this.showButtons();
    } catch (error) {
      this.trouble(troubleOf(error));
    }
  }

  async toggleTorch(button) {
    const isOn = button.getAttribute("aria-pressed") !== "true";
    await this.eye.torch(isOn);
    button.setAttribute("aria-pressed", String(isOn));
  }

  showSound(button) {
    button.setAttribute("aria-pressed", String(isLoud()));
  }

  restartHint() {
    clearTimeout(this.hinting);
    this.find("hint").hidden = true;
    this.hinting = setTimeout(() => {
      this.find("hint").hidden = this.eye.isPaused || !this.eye.stream;
    }, HINT_MS);
  }

  trouble(kind) {
    this.eye.close();
    this.box.hidden = true;
    this.find("trouble").hidden = false;
    this.root.querySelectorAll("[data-trouble-kind]").forEach(function (each) {
      each.hidden = each.dataset.troubleKind !== kind;
    });
    this.root.classList.add("is-without-camera");
    this.openOthers(true);
  }

  // The ways without a camera: folded away while it reads.
  openOthers(isOpen) {
    this.root.querySelectorAll("details").forEach(function (each) { each.open = isOpen; });
  }

  pause() {
    this.eye.isPaused = true;
    this.box.classList.add("is-paused");
    this.find("hint").hidden = true;
  }

  resume() {
    this.eye.isPaused = false;
    this.box.classList.remove("is-paused");
    this.restartHint();
    if (!this.eye.stream && !this.isOff) { this.started(); }
  }
}

function keepAwake() {
  if (!navigator.wakeLock) { return; }
  navigator.wakeLock.request("screen").catch(function () {
    return null; // the battery is low, or the page was hidden meanwhile
  });
}
