/** What an answer sounds and feels like: each kind has its own, to be told apart without looking. */

const SOUNDS = {
  good: [[880, 0, 0.09, "sine"], [1320, 0.09, 0.13, "sine"]],
  ask: [[520, 0, 0.12, "triangle"], [520, 0.2, 0.12, "triangle"]],
  bad: [[170, 0, 0.42, "sawtooth"]],
  wait: [[660, 0, 0.05, "sine"]],
  alarm: [[940, 0, 0.2, "square"], [470, 0.2, 0.2, "square"], [940, 0.4, 0.2, "square"], [470, 0.6, 0.4, "square"]],
};
const PULSES = { good: [60], ask: [90, 70, 90], bad: [350], wait: [25], alarm: [400, 120, 400, 120, 600] };

let audio;

function ready() {
  try {
    audio ??= new AudioContext();
    if (audio.state === "suspended") audio.resume().catch(() => undefined);
  } catch {
    audio = undefined;
  }
}

addEventListener("keydown", ready, { capture: true });
addEventListener("pointerdown", ready, { capture: true });

/** @param tone good, ask, bad, wait, or alarm: what must not go unheard */
export function signal(tone) {
  navigator.vibrate?.(PULSES[tone]);
  if (audio?.state !== "running") return;
  for (const [pitch, after, length, shape] of SOUNDS[tone]) {
    const start = audio.currentTime + after;
    const oscillator = new OscillatorNode(audio, { frequency: pitch, type: shape });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(tone === "alarm" ? 0.9 : 0.25, start + 0.01);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + length);
    oscillator.connect(volume).connect(audio.destination);
    oscillator.start(start);
    oscillator.stop(start + length + 0.02);
  }
}
