// Says two minutes before a session ends that it will, and keeps it for who goes on.
// What was read stays on the server either way. ES2017, for old phones.
"use strict";

(function () {
  const WARN_S = 120;
  const watch = document.querySelector("[data-session-watch]");
  if (!watch) { return; }
  const part = function (name) { return watch.querySelector("[data-watch-" + name + "]"); };
  const warning = part("warning");
  const over = part("over");
  const limit = part("limit");
  const minutes = part("minutes");
  const form = part("form");
  const channel = window.BroadcastChannel
    ? new BroadcastChannel("session-" + watch.dataset.site) : null;
  let endsAt = 0;
  let timer = 0;

  function left() { return Math.round((endsAt - Date.now()) / 1000); }

  function show(which) {
    const shown = which && which.hidden;
    warning.hidden = which !== warning;
    over.hidden = which !== over;
    limit.hidden = which !== limit;
    watch.hidden = !which;
    if (shown) { which.querySelector("button, a").focus(); }
  }

  // Looked at again each time: a sleeping phone keeps no timer.
  function look() {
    clearTimeout(timer);
    const seconds = left();
    if (seconds <= 0) { show(over); return; }
    if (seconds <= WARN_S) {
      minutes.textContent = String(Math.max(1, Math.ceil(seconds / 60)));
      show(warning);
    } else {
      show(null);
    }
    const next = seconds > WARN_S ? seconds - WARN_S : Math.min(seconds, 10);
    timer = setTimeout(look, next * 1000);
  }

  function goesOn(seconds, tell) {
    endsAt = Date.now() + seconds * 1000;
    if (tell && channel) { channel.postMessage(seconds); }
    look();
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual"
    }).then(function (answer) {
      if (answer.ok) {
        return answer.json().then(function (told) {
          goesOn(told.left_s, true);
          if (told.left_s <= WARN_S) { // no use makes it longer than its 12 hours
            clearTimeout(timer);
            show(limit);
          }
        });
      }
      endsAt = 0;
      return look();
    }, function () { form.submit(); });
  });

  // Another window of the same site was used: this one lives on with it.
  if (channel) {
    channel.onmessage = function (message) { goesOn(Number(message.data), false); };
  }
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pageshow", look);
  goesOn(Number(watch.dataset.leftS), true);
})();
