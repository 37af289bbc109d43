// The list of what was read, with total and count, as the server says it stands.
export class List {
  constructor(root) {
    this.root = root;
    this.rows = root.querySelector("[data-rows]");
    this.row = root.querySelector("template[data-row]");
    this.progress = root.querySelector("progress");
    this.reads = [];
  }

  // Shows a state; rows that stay are not touched, so that a finger on one is safe.
  show(state) {
    this.reads = state.reads;
    this.fill("total", state.total);
    this.fill("missing", state.missing);
    this.fill("count", String(state.reads.length));
    this.progress.value = state.total_yen;
    const when = state.is_full ? "full" : state.reads.length > 0 ? "some" : "none";
    this.root.querySelectorAll("[data-when]").forEach(function (each) {
      each.hidden = each.dataset.when.split(" ").indexOf(when) < 0;
    });
    this.dropGone();
    state.reads.forEach((read, index) => { this.put(read, index + 1); });
  }

  fill(name, text) {
    this.root.querySelectorAll("[data-fill=" + name + "]").forEach(function (each) {
      each.textContent = text;
    });
  }

  dropGone() {
    const there = new Set(this.reads.map(function (read) { return String(read.position); }));
    Array.from(this.rows.children).forEach(function (row) {
      if (!there.has(row.dataset.position)) { row.remove(); }
    });
  }

  rowAt(position) {
    return this.rows.querySelector('[data-position="' + position + '"]');
  }

  put(read, place) {
    const row = this.rowAt(read.position) || this.added(read);
    const set = function (name, text) {
      row.querySelector("[data-cell=" + name + "]").textContent = text;
    };
    set("place", String(place));
    set("tail", read.tail);
    set("amount", read.amount);
    set("left", read.left || "");
    row.querySelector(".reads-left").hidden = read.left === null;
    const button = row.querySelector("button");
    button.setAttribute("aria-label", this.row.dataset.undoLabel
      .replace("{place}", String(place)).replace("{tail}", read.tail));
  }

  added(read) {
    const row = document.importNode(this.row.content, true).firstElementChild;
    row.dataset.position = String(read.position);
    const form = row.querySelector("form");
    form.action = form.getAttribute("action").replace("/0/", "/" + read.position + "/");
    this.rows.insertBefore(row, this.rows.firstChild); // the newest on top
    return row;
  }

  // Which of the papers it is, counted as the clerk counts; 0 where it is none.
  placeOf(position) {
    return this.reads.findIndex(function (read) { return read.position === position; }) + 1;
  }

  mark(position, kind) {
    Array.from(this.rows.children).forEach(function (row) { row.className = ""; });
    const row = this.rowAt(position);
    if (row) { row.className = kind; }
  }
}
