// The till's pages, woken up: whichever of them this is. They all work without.
import { startBalance } from "./balance.js";
import { startCheckout } from "./checkout.js";
import { startPayment } from "./payment.js";

const STARTS = { checkout: startCheckout, balance: startBalance, payment: startPayment };

const root = document.querySelector("[data-till]");
if (root) {
  root.classList.add("is-live"); // so that its forms are not sent twice
  STARTS[root.dataset.till](root);
}
