import { backoff } from "./backoff";
import { parseFrame } from "./frames";
import { type Listener, Registrations } from "./Registrations";

const PING_MS = 25_000;
const PONG_MS = 10_000;

/** The server closes with it when the access token ends. */
export const TOKEN_ENDED = 4401;

export type LiveState =
  | { kind: "idle" | "connecting" | "connected" | "offline" }
  /** `at` is when the next attempt begins, in epoch milliseconds. */
  | { kind: "reconnecting"; at: number };

interface Options {
  open: () => WebSocket;
  /** Makes sure of a valid session before a new attempt; false when nobody is signed in any more, fails when not known. */
  renew: () => Promise<boolean>;
  /** Gets a new session in place of the one that has ended; answers as `renew` does. */
  refresh: () => Promise<boolean>;
  random?: () => number;
}

/**
 * One WebSocket to the event bus, kept open. It registers each address that has listeners, again after every
 * reconnect, and tells them when they have to catch up; so listeners see every event or know that they did not.
 */
export class LiveConnection {
  private readonly options: Options;
  private readonly registrations = new Registrations((frame) => this.send(frame));
  private readonly watchers = new Set<() => void>();
  private current: LiveState = { kind: "idle" };
  private socket: WebSocket | undefined;
  private failures = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private pinger: ReturnType<typeof setInterval> | undefined;
  private pongDue: ReturnType<typeof setTimeout> | undefined;

  constructor(options: Options) {
    this.options = options;
  }

  get state(): LiveState {
    return this.current;
  }

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  start(): void {
    window.addEventListener("online", this.connectNow);
    window.addEventListener("offline", this.wentOffline);
    this.connectNow();
  }

  stop(): void {
    window.removeEventListener("online", this.connectNow);
    window.removeEventListener("offline", this.wentOffline);
    this.drop();
    this.become({ kind: "idle" });
  }

  /** Begins an attempt at once, in place of the one that is waited for. */
  readonly connectNow = (): void => {
    this.drop();
    if (!navigator.onLine) {
      this.become({ kind: "offline" });
      return;
    }
    this.become({ kind: "connecting" });
    this.connect();
  };

  /** The session was refreshed: a socket that ends with the old one is replaced, and the server is there for sure. */
  readonly sessionRenewed = (): void => {
    if (this.current.kind === "connected" || this.current.kind === "reconnecting") {
      this.connectNow();
    }
  };

  subscribe(address: string, listener: Listener): () => void {
    return this.registrations.add(address, listener);
  }

  private connect(): void {
    const socket = this.options.open();
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    socket.onopen = () => {
      this.failures = 0;
      this.become({ kind: "connected" });
      this.pinger = setInterval(this.ping, PING_MS);
      this.registrations.registerAll();
    };
    socket.onmessage = (event: MessageEvent<unknown>) => {
      const frame = parseFrame(event.data);
      if (frame !== undefined) {
        clearTimeout(this.pongDue);
        this.registrations.receive(frame);
      }
    };
    socket.onclose = (event) => {
      this.closed(event.code);
    };
  }

  private readonly ping = (): void => {
    this.send({ type: "ping" });
    clearTimeout(this.pongDue);
    this.pongDue = setTimeout(() => {
      this.drop();
      this.waitForNext();
    }, PONG_MS);
  };

  private closed(code: number): void {
    this.drop();
    if (code === TOKEN_ENDED) {
      this.become({ kind: "connecting" });
      void this.connectAfter(this.options.refresh);
    } else {
      this.waitForNext();
    }
  }

  private waitForNext(): void {
    if (!navigator.onLine) {
      this.become({ kind: "offline" });
      return;
    }
    const wait = backoff(this.failures++, (this.options.random ?? Math.random)());
    this.become({ kind: "reconnecting", at: Date.now() + wait });
    this.retry = setTimeout(() => void this.connectAfter(this.options.renew), wait);
  }

  private async connectAfter(preparation: () => Promise<boolean>): Promise<void> {
    const before = this.current;
    const signedIn = await preparation().catch(() => undefined);
    if (this.current !== before) {
      return;
    }
    if (signedIn === undefined) {
      this.waitForNext();
    } else if (signedIn) {
      this.become({ kind: "connecting" });
      this.connect();
    } else {
      this.stop();
    }
  }

  private readonly wentOffline = (): void => {
    this.drop();
    this.become({ kind: "offline" });
  };

  private drop(): void {
    clearTimeout(this.retry);
    clearTimeout(this.pongDue);
    clearInterval(this.pinger);
    this.registrations.forgotten();
    if (this.socket !== undefined) {
      this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
      this.socket.close();
      this.socket = undefined;
    }
  }

  private send(frame: object): void {
    const { socket } = this;
    if (socket === undefined) {
      return;
    }
    if (socket.readyState === WebSocket.OPEN) {
      socket.send(JSON.stringify(frame));
    }
  }

  private become(state: LiveState): void {
    this.current = state;
    this.watchers.forEach((watcher) => {
      watcher();
    });
  }
}
