import type { Episode } from "@/api/types";

/** Why an episode cannot be put into a feed; undefined when it can. */
export function whyNotPublishable({ agentId, audio, video }: Episode): string | undefined {
  if (agentId === undefined) {
    return "Without an agent there is no feed to publish in.";
  }
  return audio === undefined && video === undefined ? "There is no audio or video to publish." : undefined;
}
