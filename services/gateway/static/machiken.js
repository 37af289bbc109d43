// Small helps for the pages; every page works without them. ES2017, for old phones.
"use strict";

document.documentElement.classList.add("js");

(function () {
  const all = function (selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  };

  // A form is sent once: the second tap of a double tap finds its button dead.
  function sendOnce(form) {
    form.addEventListener("submit", function (event) {
      if (form.closest(".is-live")) { return; } // a page that sends by itself
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }
      form.dataset.sent = "1";
      form.setAttribute("aria-busy", "true");
      setTimeout(function () { setDisabled(form, true); }, 0);
    });
  }

  function setDisabled(form, disabled) {
    Array.prototype.forEach.call(form.querySelectorAll("button"), function (button) {
      button.disabled = disabled;
    });
  }

  // Who comes back by the back button may send again; the server knows it is the same.
  window.addEventListener("pageshow", function () {
    all("form[data-once]").forEach(function (form) {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
      setDisabled(form, false);
    });
  });

  function addOnTap(key) {
    key.addEventListener("click", function () {
      const input = document.getElementById(key.dataset.to);
      const typed = input.value.normalize("NFKC").replace(/[^0-9]/g, "");
      const added = Number(key.dataset.adds);
      const sum = added === 0 ? 0 : Number(typed || "0") + added;
      input.value = sum === 0 ? "" : sum.toLocaleString("ja-JP");
    });
  }

  function showOnTap(button) {
    button.addEventListener("click", function () {
      const input = document.getElementById(button.dataset.shows);
      const shown = input.type === "text";
      input.type = shown ? "password" : "text";
      button.setAttribute("aria-pressed", String(!shown));
    });
  }

  // The piece follows the slider, the arrows and the finger that drags it.
  function solve(puzzle) {
    const slider = puzzle.querySelector("input[type=range]");
    const piece = puzzle.querySelector(".puzzle-piece");
    function put(x) {
      slider.value = String(Math.round(Math.max(0, Math.min(Number(slider.max), x))));
      piece.style.left = slider.value + "px";
    }
    piece.style.top = puzzle.dataset.y + "px";
    put(0);
    slider.addEventListener("input", function () { put(Number(slider.value)); });
    puzzle.querySelectorAll("[data-moves]").forEach(function (arrow) {
      arrow.addEventListener("click", function () {
        put(Number(slider.value) + Number(arrow.dataset.moves));
      });
    });
    function drag(moved, from) {
      const start = Number(slider.value);
      const picture = piece.parentNode; // drawn smaller on a screen that is zoomed in
      const scale = picture.getBoundingClientRect().width / picture.offsetWidth;
      return function (event) {
        const at = event.touches ? event.touches[0].clientX : event.clientX;
        put(start + (at - from) / scale);
        if (moved) { event.preventDefault(); }
      };
    }
    piece.addEventListener("touchstart", function (event) {
      const follow = drag(true, event.touches[0].clientX);
      piece.addEventListener("touchmove", follow, { passive: false });
      piece.addEventListener("touchend", function () {
        piece.removeEventListener("touchmove", follow);
      }, { once: true });
    }, { passive: true });
    piece.addEventListener("mousedown", function (event) {
      const follow = drag(true, event.clientX);
      event.preventDefault();
      document.addEventListener("mousemove", follow);
      document.addEventListener("mouseup", function () {
        document.removeEventListener("mousemove", follow);
      }, { once: true });
    });
    puzzle.querySelector("[data-another]").addEventListener("click", function () {
      fetch(location.pathname, { credentials: "same-origin", redirect: "error" })
        .then(function (answer) { return answer.ok ? answer.text() : ""; })
        .then(function (text) {
          const parsed = new DOMParser().parseFromString(text, "text/html");
          const fresh = parsed.getElementById(puzzle.id);
          if (fresh) { puzzle.parentNode.replaceChild(fresh, puzzle); solve(fresh); }
        }, showConnection);
    });
  }

  function copyOnTap(button) {
    button.addEventListener("click", function () {
      const text = document.getElementById(button.dataset.copies).textContent;
      if (navigator.clipboard) {
        navigator.clipboard.writeText(text).then(function () {
          button.textContent = button.dataset.copied;
        });
      } else {
        window.getSelection().selectAllChildren(
          document.getElementById(button.dataset.copies));
      }
    });
  }

  function sendWhenChosen(input) {
    input.addEventListener("change", function () {
      if (input.files.length === 0 || input.closest(".is-live")) { return; }
      const label = input.form.querySelector("label");
      label.textContent = label.dataset.reading;
      input.form.dataset.sent = "1";
      input.form.submit();
    });
  }

  // Puts a fresh list in the place of the old one, until nothing is being made any more.
  function refresh() {
    const old = document.querySelector("[data-refreshes]");
    if (!old) { return; }
    setTimeout(function () {
      fetch(old.dataset.refreshes, { credentials: "same-origin", redirect: "error" })
        .then(function (answer) { return answer.ok ? answer.text() : null; })
        .then(function (text) {
          const parsed = new DOMParser().parseFromString(text || "", "text/html");
          const fresh = parsed.getElementById(old.id);
          if (fresh) { old.parentNode.replaceChild(fresh, old); }
          refresh();
        }, refresh);
    }, 3000);
  }

  function showConnection() {
    all("[data-offline]").forEach(function (bar) { bar.hidden = navigator.onLine; });
  }

  document.addEventListener("DOMContentLoaded", function () {
    all("form[data-once]").forEach(sendOnce);
    all("[data-adds]").forEach(addOnTap);
    all("[data-shows]").forEach(showOnTap);
    all("[data-copies]").forEach(copyOnTap);
    all("[data-puzzle]").forEach(solve);
    all("[data-sends-itself]").forEach(sendWhenChosen);
    const first = document.querySelector("[data-takes-focus]");
    if (first) { first.focus(); }
    showConnection();
    refresh();
  });
  window.addEventListener("online", showConnection);
  window.addEventListener("offline", showConnection);
})();
