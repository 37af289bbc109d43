// What a clerk hears and feels without looking: one high beep is good, two low are not.
import { keep, kept } from "./eye.js";

const SOUND = "machiken.sound";
const TONES = {
  good: [[1245, 0, 0.09]],
  full: [[988, 0, 0.1], [1319, 0.12, 0.22]],
  mild: [[392, 0, 0.11], [392, 0.16, 0.11]],
  bad: [[196, 0, 0.16], [196, 0.22, 0.22]],
};
const SHAKES = { good: 40, full: [40, 60, 120], mild: [60, 60, 60], bad: [150, 80, 150] };
const LOUDNESS = 0.25;

let context = null;

// Browsers let a page sound only once it was touched.
export function wake() {
  const Kind = window.AudioContext || window.webkitAudioContext;
  if (!context && Kind) { context = new Kind(); }
  if (context && context.state === "suspended") { context.resume(); }
}

export function isLoud() {
  return kept(SOUND) !== "off";
}

export function setLoud(loud) {
  keep(SOUND, loud ? "on" : "off");
}

export function feel(kind) {
  if (navigator.vibrate) { navigator.vibrate(SHAKES[kind]); }
  if (!isLoud() || !context || context.state !== "running") { return; }
  TONES[kind].forEach(function (tone) { sound(tone[0], tone[1], tone[2]); });
}

function sound(hertz, after, length) {
  const begin = context.currentTime + after;
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.type = "square";
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(LOUDNESS, begin);
  volume.gain.exponentialRampToValueAtTime(0.001, begin + length);
  tone.connect(volume);
  volume.connect(context.destination);
  tone.start(begin);
  tone.stop(begin + length);
}
