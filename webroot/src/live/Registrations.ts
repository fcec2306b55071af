import type { Frame } from "./frames";

const LINGER_MS = 1_000;

export interface Listener {
  onMessage: (body: unknown) => void;
  /** The address is heard from now on, or events of it were lost: read what it tells of. */
  onCatchUp: () => void;
}

interface Registration {
  listeners: Set<Listener>;
  /** Whether the server has acknowledged it on the present socket. */
  heard: boolean;
  leaving?: ReturnType<typeof setTimeout>;
}

/** Who listens on which address, and what the server is told of it. */
export class Registrations {
  private readonly registrations = new Map<string, Registration>();
  private readonly send: (frame: object) => void;

  /** @param send passes a frame on, or drops it while there is no open socket */
  constructor(send: (frame: object) => void) {
    this.send = send;
  }

  add(address: string, listener: Listener): () => void {
    let registration = this.registrations.get(address);
    if (registration === undefined) {
      registration = { listeners: new Set(), heard: false };
      this.registrations.set(address, registration);
      this.register(address);
    } else {
      clearTimeout(registration.leaving);
      if (registration.heard) {
        queueMicrotask(listener.onCatchUp);
      }
    }
    registration.listeners.add(listener);
    return () => {
      this.remove(address, listener);
    };
  }

  /** A new socket is open: it knows of none of them. */
  registerAll(): void {
    for (const address of this.registrations.keys()) {
      this.register(address);
    }
  }

  /** The socket is gone. */
  forgotten(): void {
    this.registrations.forEach((registration) => {
      registration.heard = false;
    });
  }

  receive(frame: Frame): void {
    const address = frame.type === "pong" ? undefined : frame.address;
    const registration = address === undefined ? undefined : this.registrations.get(address);
    if (registration === undefined) {
      return;
    }
    switch (frame.type) {
      case "rec":
        registration.listeners.forEach((listener) => {
          listener.onMessage(frame.body);
        });
        break;
      case "err":
        console.warn(`No live updates of ${address ?? ""}: ${frame.body}`);
        break;
      default:
        registration.heard = true;
        registration.listeners.forEach((listener) => {
          listener.onCatchUp();
        });
    }
  }

  private register(address: string): void {
    this.send({ type: "register", address, headers: {} });
  }

  /** The address is given up a moment later only: a page that is drawn anew asks for it again at once. */
  private remove(address: string, listener: Listener): void {
    const registration = this.registrations.get(address);
    if (registration?.listeners.delete(listener) !== true || registration.listeners.size > 0) {
      return;
    }
    registration.leaving = setTimeout(() => {
      this.registrations.delete(address);
      this.send({ type: "unregister", address, headers: {} });
    }, LINGER_MS);
  }
}
