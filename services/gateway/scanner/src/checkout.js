// 決済継続確認 with a camera: the whole stack on one page, without a reload.
import { insist, pending, settle } from "./asking.js";
import { CameraBox } from "./camera_box.js";
import { List } from "./list.js";
import { readPhoto } from "./photo.js";
import { Said } from "./said.js";
import { Stack } from "./stack.js";

const ON_TO_CONFIRM_MS = 900; // so that the last paper's answer is seen
const ROUNDS = 4; // of 2 s, after which a read that is not there will not come
const ROUND_MS = 2000;
const OVER = ["redemption.checkout_closed", "gateway.form_stale"];

class Checkout {
  constructor(root) {
    this.root = root;
    this.till = root.dataset;
    this.list = new List(root);
    this.said = new Said(root);
    this.stack = new Stack(root.dataset, this.desk());
    this.camera = new CameraBox(root, (text) => { this.stack.sight(text); });
  }

  desk() {
    return {
      added: (state, read) => { this.added(state, read); },
      twice: (position) => { this.twice(position); },
      foreign: () => { this.said.say("bad", this.said.text("foreign")); },
      refused: (kind, answer) => { this.refused(kind, answer); },
      unsure: () => { this.unsure(); },
      left: () => { this.goOnIfFull(); },
    };
  }

  added(state, read) {
    this.show(state);
    if (!read) { return; }
    this.list.mark(read.position, "new");
    const words = this.said.text("added", {
      place: this.list.placeOf(read.position), tail: read.tail, amount: read.amount,
    });
    this.said.say(state.is_full ? "full" : "good", words);
  }

  twice(position) {
    this.list.mark(position, "twice");
    const place = this.list.placeOf(position);
    this.said.say("mild", this.said.text("twice", { place: place }));
  }

  refused(kind, answer) {
    const isElsewhere = [401, 403, 404].indexOf(answer.status) >= 0;
    if (isElsewhere || OVER.indexOf(answer.body.refusal) >= 0) {
      window.location.reload(); // the page itself says where to go from here
      return;
    }
    this.said.say(kind, answer.body.sentence);
  }

  unsure() {
    const name = navigator.onLine ? "unsure" : "offline";
    this.said.show("busy", this.said.text(name));
  }

  // Returns whether the page goes on: a checkout that is over has pages of its own.
  show(state) {
    if (!state.is_open) {
      window.location.reload();
      return;
    }
    this.state = state;
    this.list.show(state);
    if (state.is_full) { this.camera.pause(); } else { this.camera.resume(); }
  }

  goOnIfFull() {
    if (!this.state || !this.state.is_full) { return; }
    setTimeout(() => {
      if (this.state.is_full) { window.location.assign(this.till.confirmation); }
    }, ON_TO_CONFIRM_MS);
  }

  async undo(form) {
    const button = form.querySelector("button");
    button.disabled = true;
    const sent = { proof: this.till.csrf, fields: {} };
    const address = form.getAttribute("action").replace("/reads/", "/scans/");
    const answer = await insist(address, sent, () => { this.unsure(); });
    if (answer.isDone) {
      this.stack.keep(answer.body);
      this.show(answer.body);
      this.said.show("mild", this.said.text("undone"));
      this.root.querySelector("[data-heading]").focus({ preventScroll: true });
    } else {
      await this.refresh();
    }
  }

  async refresh() {
    const answer = await insist(this.till.scans, null, () => { this.unsure(); });
    if (!answer.isDone) {
      window.location.reload();
      return;
    }
    this.stack.keep(answer.body);
    this.show(answer.body);
  }

  // A reload, a crash, an empty battery: was the last paper read, or not?
  async settlePending(ids) {
    const kind = this.till.scans;
    for (let round = 0; ids.length > 0 && round < ROUNDS; round += 1) {
      if (this.has(ids)) { break; }
      this.said.show("busy", this.said.text("unsure"));
      await new Promise(function (resolve) { setTimeout(resolve, ROUND_MS); });
      await this.refresh();
    }
    ids.forEach(function (id) { settle(kind, id); });
    if (ids.length > 0) {
      this.said.say("mild", this.said.text(this.has(ids) ? "was-read" : "not-read"));
    }
  }

  has(ids) {
    const there = this.list.reads.map(function (read) { return read.read_id; });
    return ids.every(function (id) { return there.indexOf(id) >= 0; });
  }

  connect() {
    this.root.addEventListener("submit", (event) => {
      const form = event.target;
      if (form.matches("[data-undo]")) {
        event.preventDefault();
        this.undo(form);
      } else if (form.matches("[data-typed]")) {
        event.preventDefault();
        this.typed(form);
      }
    });
    this.root.querySelector("[data-photo]").addEventListener("change", (event) => {
      this.photo(event.target);
    });
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) { this.begin(); }
    });
  }

  typed(form) {
    const input = form.querySelector("input[type=text]");
    if (input.value.trim() === "") { return; }
    this.stack.take(input.value);
    input.value = "";
  }

  async photo(input) {
    this.said.show("busy", this.said.text("photo"));
    const text = await readPhoto(input.files[0], await this.camera.engine);
    if (text === null) {
      input.form.submit(); // the server looks harder, and for several at once
      return;
    }
    this.stack.take(text);
    input.value = "";
  }

  async begin() {
    const ids = pending(this.till.scans);
    await this.refresh(); // which opens the camera, unless all is there already
    await this.settlePending(ids);
  }
}

export function startCheckout(root) {
  const checkout = new Checkout(root);
  checkout.connect();
  checkout.begin();
}
