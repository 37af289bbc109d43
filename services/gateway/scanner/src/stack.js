// The stack of paper: each is read once, silently passed over while it stays in sight,
// and answered amber when it comes a second time. One question at a time is asked.
import { insist, newId, notePending, settle } from "./asking.js";

const IN_SIGHT_MS = 2500;
const VOUCHER = /^MK[0-9A-HJKMNP-TV-Z]{30}$/;
const MILD = ["redemption.voucher_held", "redemption.beyond_target"];

export class Stack {
  // `till` tells where to ask; `desk` hears: state, twice, foreign, refused, unsure, left.
  constructor(till, desk) {
    this.till = till;
    this.desk = desk;
    this.seen = new Map(); // text → when it was last in sight
    this.known = new Map(); // code → its position in the checkout
    this.waiting = [];
    this.isAsking = false;
  }

  sight(text) {
    const now = Date.now();
    const before = this.seen.get(text);
    this.seen.set(text, now);
    if (before !== undefined && now - before < IN_SIGHT_MS) { return; }
    if (!VOUCHER.test(text)) {
      this.desk.foreign();
    } else if (this.known.has(text)) {
      this.desk.twice(this.known.get(text));
    } else {
      this.take(text);
    }
  }

  // Takes a code from a photo or from a hand: then nothing is passed over.
  take(code) {
    if (this.waiting.some(function (each) { return each.code === code; })) { return; }
    this.waiting.push({ code: code, readId: newId() });
    this.work();
  }

  async work() {
    if (this.isAsking) { return; }
    this.isAsking = true;
    while (this.waiting.length > 0) {
      await this.ask(this.waiting[0]);
      this.waiting.shift();
    }
    this.isAsking = false;
    this.desk.left();
  }

  async ask(paper) {
    notePending(this.till.scans, paper.readId);
    const answer = await insist(this.till.scans, {
      proof: this.till.csrf,
      fields: { voucher_code: paper.code, read_id: paper.readId },
    }, this.desk.unsure);
    settle(this.till.scans, paper.readId);
    if (answer.isDone) {
      this.added(paper, answer.body);
    } else {
      this.refused(answer);
    }
  }

  added(paper, state) {
    const read = state.reads.find(function (each) { return each.read_id === paper.readId; });
    this.keep(state);
    if (read) { this.known.set(paper.code, read.position); }
    this.desk.added(state, read);
  }

  refused(answer) {
    const body = answer.body;
    if (body.refusal === "redemption.voucher_read_twice") {
      this.desk.twice(Number(body.facts.position));
    } else {
      const kind = MILD.indexOf(body.refusal) < 0 ? "bad" : "mild";
      this.desk.refused(kind, answer);
    }
  }

  // What was taken out may be read again; what still lies in sight stays silent.
  keep(state) {
    const there = new Set(state.reads.map(function (read) { return read.position; }));
    this.known.forEach((position, code) => {
      if (!there.has(position)) {
        this.known.delete(code);
        this.seen.set(code, Date.now());
      }
    });
  }
}
