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

interface PlayerWiring {
  ref: (element: HTMLMediaElement | null) => void;
  onTimeUpdate: () => void;
  onPlay: () => void;
  onPause: () => void;
  onEnded: () => void;
}

interface Player {
  src: string | undefined;
  media: RefObject<HTMLMediaElement | null>;
  /** What the element that plays is given, wherever it stands. */
  wiring: PlayerWiring;
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
function stopInTime(element: HTMLMediaElement, until: RefObject<number | undefined>): void {
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

interface PlayerProviderProps {
  src: string | undefined;
  /** Whether something below shows what is played; else it is only heard. */
  shown?: boolean;
  children: ReactNode;
}

/** One recording that waveform, transcript and controls play together. */
export function PlayerProvider({ src, shown = false, children }: PlayerProviderProps) {
  const media = useRef<HTMLMediaElement>(null);
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
      media,
      wiring: {
        ref: (element) => {
          media.current = element;
        },
        onTimeUpdate: tell,
        onPlay: () => setPlaying(true),
        onPause: () => setPlaying(false),
        onEnded: () => setPlaying(false),
      },
      playing,
      toggle: () => {
        const element = media.current;
        until.current = undefined;
        if (element?.paused === true) {
          // A refusal shows as what it is: the button stays on "Play".
          element.play().catch(() => setPlaying(false));
        } else {
          element?.pause();
        }
      },
      play: (from, to) => {
        const element = media.current;
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
        if (media.current !== null) {
          media.current.playbackRate = speed;
        }
      },
      seek: (time) => {
        if (media.current !== null) {
          until.current = undefined;
          media.current.currentTime = Math.max(0, time);
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
      {src !== undefined && !shown && <Sound src={src} />}
      {children}
    </PlayerContext>
  );
}

/** Played without being seen. */
function Sound({ src }: { src: string }) {
  const { wiring } = usePlayer();
  return <audio {...wiring} src={src} preload="metadata" />;
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
  const { media, subscribe } = usePlayer();
  return useSyncExternalStore(subscribe, () => media.current?.currentTime ?? 0);
}
