// Asking the server until it is sure: no answer means unknown, never failed. What is
// asked carries its own id, so asking again does nothing twice.
const PATIENCE_MS = 9000; // more than the server gives any page
const FIRST_REST_MS = 700;
const REST_MS = 2000;

const LOST = Symbol("lost");

function lateAfter(ms) {
  return new Promise(function (resolve) { setTimeout(resolve, ms, LOST); });
}

// A rest that ends at once when the phone is back on the net.
function rest(ms) {
  return new Promise(function (resolve) {
    const done = function () {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener("online", done);
  });
}

async function once(address, options) {
  try {
    const answer = await fetch(address, options);
    const body = await answer.json();
    const isLost = answer.status >= 500 && body.outcome !== "fault";
    return isLost ? LOST : { isDone: answer.ok, status: answer.status, body: body };
  } catch (error) {
    return LOST; // no net, or an answer that was cut off on the way
  }
}

// Returns `{isDone, status, body}`; `tell` hears of each time that nothing came.
export async function insist(address, sent, tell) {
  const options = {
    method: sent ? "POST" : "GET",
    credentials: "same-origin",
    redirect: "error",
    headers: { Accept: "application/json" },
  };
  if (sent) {
    options.headers["X-CSRFToken"] = sent.proof;
    options.body = new URLSearchParams(sent.fields);
  }
  for (let round = 0; ; round += 1) {
    const answer = await Promise.race([once(address, options), lateAfter(PATIENCE_MS)]);
    if (answer !== LOST) { return answer; }
    if (tell) { tell(round); }
    await rest(round === 0 ? FIRST_REST_MS : REST_MS);
  }
}

// Ids of what was sent and not yet answered: payments, and reads by their checkout's
// address. Nothing else is kept, and no code ever.
function keyOf(kind) {
  return "machiken.pending." + kind;
}

export function pending(kind) {
  try {
    return JSON.parse(window.sessionStorage.getItem(keyOf(kind))) || [];
  } catch (error) {
    return []; // storage is switched off
  }
}

function setPending(kind, ids) {
  try {
    window.sessionStorage.setItem(keyOf(kind), JSON.stringify(ids));
  } catch (error) {
    return; // as above
  }
}

export function notePending(kind, id) {
  setPending(kind, pending(kind).concat([id]));
}

export function settle(kind, id) {
  setPending(kind, pending(kind).filter(function (each) { return each !== id; }));
}

export function newId() {
  const bytes = new Uint8Array(16);
  window.crypto.getRandomValues(bytes);
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, function (byte) {
    return byte.toString(16).padStart(2, "0");
  }).join("");
  return [8, 12, 16, 20].reduceRight(function (text, at) {
    return text.slice(0, at) + "-" + text.slice(at);
  }, hex);
}
