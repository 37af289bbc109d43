// What the page says about the last paper, over the camera: a sign, words, a colour.
import { feel } from "./senses.js";

const SIGNS = { good: "✓", full: "✓", mild: "⚠", bad: "✕", busy: "…" };
const FLASH_MS = 700;

export class Said {
  constructor(root) {
    this.box = root.querySelector("[data-said]");
    this.sign = root.querySelector("[data-said-sign]");
    this.words = root.querySelector("[data-said-words]");
    this.view = root.querySelector("[data-view]");
    this.texts = {};
    root.querySelectorAll("[data-text]").forEach((each) => {
      this.texts[each.dataset.text] = each.textContent.trim();
    });
  }

  // Says one of the page's own texts, with what stands for {name} in it.
  text(name, given) {
    return Object.keys(given || {}).reduce(function (text, key) {
      return text.replace("{" + key + "}", given[key]);
    }, this.texts[name]);
  }

  say(kind, words) {
    this.show(kind, words);
    this.feel(kind);
    this.flash(kind);
  }

  feel(kind) {
    feel(kind);
  }

  // Without sound: something is going on.
  show(kind, words) {
    this.box.hidden = false;
    this.box.dataset.kind = kind;
    this.sign.textContent = SIGNS[kind];
    this.words.textContent = words;
  }

  clear() {
    this.box.hidden = true;
  }

  flash(kind) {
    clearTimeout(this.fading);
    this.view.dataset.flash = kind;
    this.fading = setTimeout(() => { delete this.view.dataset.flash; }, FLASH_MS);
  }
}
