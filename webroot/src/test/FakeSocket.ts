import { vi } from "vitest";

/** A WebSocket whose other end is the test. */
export class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];

  readyState = 0;
  binaryType = "blob";
  readonly sent: { type: string; address?: string }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor() {
    FakeSocket.all.push(this);
  }

  /** Puts it in the place of the browser's own. */
  static install(): void {
    FakeSocket.all = [];
    vi.stubGlobal("WebSocket", FakeSocket);
  }

  static get last(): FakeSocket {
    const socket = FakeSocket.all.at(-1);
    if (socket === undefined) {
      throw new Error("No socket was opened");
    }
    return socket;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as { type: string; address?: string });
  }

  close(): void {
    this.readyState = 3;
  }

  opened(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  /** The server sends a frame, in bytes as the bridge does. */
  receive(frame: object): void {
    this.onmessage?.({ data: new TextEncoder().encode(JSON.stringify(frame)).buffer });
  }

  /** The server acknowledges everything that was asked for. */
  acknowledge(): void {
    this.addresses().forEach((address) => this.receive({ type: "registered", address }));
  }

  closed(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  /** What was registered on this socket. */
  addresses(): string[] {
    return this.sent.flatMap(({ type, address }) => (type === "register" && address !== undefined ? [address] : []));
  }
}
