// コード(ID)残高照会 with a camera: one voucher after another, nothing is redeemed.
import { CameraBox } from "./camera_box.js";
import { readPhoto } from "./photo.js";
import { Said } from "./said.js";

const IN_SIGHT_MS = 2500;

async function lookedUp(till, code) {
  const answer = await fetch(till.lookUp, {
    method: "POST",
    credentials: "same-origin",
    headers: { "X-CSRFToken": till.csrf },
    body: new URLSearchParams({ voucher_code: code }),
  });
  if (answer.redirected) {
    window.location.assign(answer.url);
    return null;
  }
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

export function startBalance(root) {
  const said = new Said(root);
  const seen = new Map();

  async function ask(code) {
    let page = null;
    try {
      page = await lookedUp(root.dataset, code);
    } catch (error) {
      seen.delete(code); // the same paper is asked again when the net is back
      said.say("mild", said.text("offline"));
    }
    if (page === null) { return; }
    const fresh = page.getElementById("answer");
    if (fresh === null) { // it can't be told now; the page that came says why
      said.say("mild", page.querySelector("main p").textContent.trim());
      return;
    }
    const old = document.getElementById("answer");
    old.parentNode.replaceChild(document.importNode(fresh, true), old);
    said.clear();
    said.flash(fresh.dataset.kind);
    said.feel(fresh.dataset.kind);
  }

  const camera = new CameraBox(root, function (text) {
    const before = seen.get(text);
    seen.set(text, Date.now());
    if (before === undefined || Date.now() - before > IN_SIGHT_MS) { ask(text); }
  });
  root.querySelector("[data-photo]").addEventListener("change", async function (event) {
    const input = event.target;
    const text = await readPhoto(input.files[0], await camera.engine);
    if (text === null) { input.form.submit(); } else { ask(text); }
  });
  root.querySelector("form[data-typed]").addEventListener("submit", function (event) {
    const input = event.target.querySelector("input[type=text]");
    event.preventDefault();
    ask(input.value);
    input.value = "";
  });
  camera.started();
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { camera.started(); }
  });
}
