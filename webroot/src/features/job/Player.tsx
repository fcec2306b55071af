import {
  createContext,
  type ReactNode,
  type RefObject,
  use,
  useCallback,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";

interface Player {
  src: string | undefined;
  audio: RefObject<HTMLAudioElement | null>;
  playing: boolean;
  toggle: () => void;
  /** Plays from a place, to another one where it is given. */
  play: (from: number, until?: number) => void;
  setSpeed: (speed: number) => void;
  /** Goes to a place, in seconds. */
  seek: (time: number) => void;
  subscribe: (watcher: () => void) => () => void;
}

/** Stops a recording where it was to be played to, as near as the screen is drawn. */
function stopInTime(element: HTMLAudioElement, until: RefObject<number | undefined>): void {
  if (element.paused || until.current === undefined) {
    return;
  }
  if (element.currentTime >= until.current) {
    until.current = undefined;
    element.pause();
  } else {
    requestAnimationFrame(() => stopInTime(element, until));
  }
}

const PlayerContext = createContext<Player | undefined>(undefined);

/** One recording that waveform, transcript and controls play together. */
export function PlayerProvider({ src, children }: { src: string | undefined; children: ReactNode }) {
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const until = useRef<number>(undefined);
  const watchers = useRef(new Set<() => void>());
  const tell = useCallback(() => {
    watchers.current.forEach((watcher) => {
      watcher();
    });
  }, []);
  const player = useMemo<Player>(
    () => ({
      src,
      audio,
      playing,
      toggle: () => {
        const element = audio.current;
        until.current = undefined;
        if (element?.paused === true) {
          // A refusal shows as what it is: the button stays on "Play".
          element.play().catch(() => setPlaying(false));
        } else {
          element?.pause();
        }
      },
      play: (from, to) => {
        const element = audio.current;
        if (element !== null) {
          element.currentTime = Math.max(0, from);
          until.current = to;
          tell();
          element
            .play()
            .then(() => stopInTime(element, until))
            .catch(() => setPlaying(false));
        }
      },
      setSpeed: (speed) => {
        if (audio.current !== null) {
          audio.current.playbackRate = speed;
        }
      },
      seek: (time) => {
        if (audio.current !== null) {
          until.current = undefined;
          audio.current.currentTime = Math.max(0, time);
          tell();
        }
      },
      subscribe: (watcher) => {
        const all = watchers.current;
        all.add(watcher);
        return () => all.delete(watcher);
      },
    }),
    [src, playing, tell],
  );
  return (
    <PlayerContext value={player}>
      {src !== undefined && (
        <audio
          ref={audio}
          src={src}
          preload="metadata"
          onTimeUpdate={tell}
          onPlay={() => setPlaying(true)}
          onPause={() => setPlaying(false)}
          onEnded={() => setPlaying(false)}
        />
      )}
      {children}
    </PlayerContext>
  );
}

export function usePlayer(): Player {
  const player = use(PlayerContext);
  if (player === undefined) {
    throw new Error("usePlayer needs a PlayerProvider above it");
  }
  return player;
}

/** Where the recording is at, in seconds. */
export function usePlayTime(): number {
  const { audio, subscribe } = usePlayer();
  return useSyncExternalStore(subscribe, () => audio.current?.currentTime ?? 0);
}
