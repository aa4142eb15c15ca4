const NOTES_HZ = [659, 880, 1109];
const NOTE_S = 0.14;

let context: AudioContext | undefined;

/** Sounds may only be made once somebody has touched the page: this listens for that. */
export function armSound(): () => void {
  const arm = () => {
    if (typeof AudioContext === "undefined") return;
    context ??= new AudioContext();
    void context.resume();
  };
  window.addEventListener("pointerdown", arm);
  window.addEventListener("keydown", arm);
  return () => {
    window.removeEventListener("pointerdown", arm);
    window.removeEventListener("keydown", arm);
  };
}

/** Three rising notes. */
export function chime(): void {
  if (context?.state !== "running") return;
  for (const [i, hz] of NOTES_HZ.entries()) {
    const start = context.currentTime + i * NOTE_S;
    const note = new OscillatorNode(context, { type: "triangle", frequency: hz });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.35, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + NOTE_S * 2);
    note.connect(volume).connect(context.destination);
    note.start(start);
    note.stop(start + NOTE_S * 2);
  }
}
