// 決済: sent once by its id and asked after until the answer is definite.
import { insist, notePending, pending, settle } from "./asking.js";

function show(page, name, words) {
  page.querySelectorAll("[data-pay-says]").forEach(function (each) {
    each.hidden = each.dataset.paySays !== name;
  });
  if (words) { page.querySelector("[data-pay-words]").textContent = words; }
  page.classList.toggle("is-asking", name === "unsure" || name === "offline");
}

async function pay(page, form) {
  const id = page.dataset.id;
  notePending("payment", id);
  const sent = { proof: page.dataset.csrf, fields: {} };
  const answer = await insist(form.getAttribute("action"), sent, function () {
    show(page, navigator.onLine ? "unsure" : "offline");
  });
  settle("payment", id);
  if (answer.isDone) {
    window.location.replace(answer.body.next);
  } else if (answer.body.refusal && answer.status !== 401 && answer.status !== 400) {
    show(page, "refused", answer.body.sentence);
  } else {
    window.location.reload(); // signed out, or the form is stale: the page asks anew
  }
}

export function startPayment(page) {
  const form = page.querySelector("form[data-pay]");
  const button = form.querySelector("button");
  let isSent = false;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (isSent) { return; }
    isSent = true;
    button.disabled = true;
    pay(page, form);
  });
  window.addEventListener("pageshow", function () {
    isSent = false;
    button.disabled = false;
  });
  // The page was left while it waited: what came of it is asked by the id.
  if (page.dataset.outcome && pending("payment").indexOf(page.dataset.id) >= 0) {
    settle("payment", page.dataset.id);
    window.location.replace(page.dataset.outcome);
  }
}
