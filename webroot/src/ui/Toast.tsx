import { CircleAlert, CircleCheck, X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { createContext, type ReactNode, use, useCallback, useState } from "react";
import { cx } from "@/lib/cx";
import { buttonClass } from "./Button";

/** A way back, or on, from what a message says. */
interface ToastAction {
  label: string;
  /** What else leads there, for whom the message is gone too soon. */
  otherwise: string;
  onSelect: () => void;
}

interface Message {
  id: number;
  tone: "good" | "bad";
  text: string;
  action?: ToastAction | undefined;
}

type Say = (text: string, tone?: Message["tone"], action?: ToastAction) => void;

/** Long enough to read a message, and to decide where there is something to decide. */
const READ_MS = 6000;
const DECIDE_MS = 12_000;

const ToastContext = createContext<Say>(() => undefined);

/** Says one sentence in the corner of the page, and to screen readers. */
export function useToast(): Say {
  return use(ToastContext);
}

let lastId = 0;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<Message[]>([]);
  const say = useCallback<Say>((text, tone = "good", action) => {
    setMessages((shown) => [...shown.filter((message) => message.text !== text), { id: ++lastId, tone, text, action }]);
  }, []);
  return (
    <ToastContext value={say}>
      <Radix.Provider swipeDirection="right" duration={READ_MS}>
        {children}
        {messages.map((message) => (
          <Radix.Root
            key={message.id}
            duration={message.action === undefined ? READ_MS : DECIDE_MS}
            type={message.tone === "bad" ? "foreground" : "background"}
            onOpenChange={(open) => {
              if (!open) {
                setMessages((shown) => shown.filter((other) => other.id !== message.id));
              }
            }}
            // Its container lets clicks through until it knows of its first message, which may be after the reader does.
            style={{ pointerEvents: "auto" }}
            className={cx(
              "flex animate-rise gap-3 rounded-md border bg-surface p-3 shadow-float",
              message.action === undefined ? "items-start" : "items-center",
            )}
          >
            {message.tone === "good" ? (
              <CircleCheck
                size={18}
                aria-hidden
                className={cx("shrink-0 text-good", message.action === undefined && "mt-0.5")}
              />
            ) : (
              <CircleAlert size={18} aria-hidden className="mt-0.5 shrink-0 text-bad" />
            )}
            <Radix.Description className="min-w-0 flex-1 wording">{message.text}</Radix.Description>
            {message.action !== undefined && (
              <Radix.Action asChild altText={message.action.otherwise}>
                <button type="button" onClick={message.action.onSelect} className={buttonClass("secondary", true)}>
                  {message.action.label}
                </button>
              </Radix.Action>
            )}
            <Radix.Close aria-label="Dismiss" className="rounded-md p-1 text-muted hover:bg-sunken">
              <X size={14} aria-hidden />
            </Radix.Close>
          </Radix.Root>
        ))}
        <Radix.Viewport className="fixed right-4 bottom-20 z-50 flex w-[calc(100vw-2rem)] max-w-sm flex-col gap-2 outline-none sm:bottom-4" />
      </Radix.Provider>
    </ToastContext>
  );
}
