package dev.reelcast.ingest;

import dev.reelcast.bus.AgentStoreApi;
import dev.reelcast.bus.AgentStoreApi.OneAgent;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.IngestApi;
import dev.reelcast.bus.SubscriptionApi.Follow;
import dev.reelcast.bus.SubscriptionStoreApi;
import dev.reelcast.bus.SubscriptionStoreApi.NewSubscription;
import dev.reelcast.config.Vault;
import dev.reelcast.model.Agent;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Subscription;
import dev.reelcast.model.SubscriptionState;
import io.vertx.core.Future;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people ask for: an agent is to follow its channel, another feed, or nothing any more. */
final class Following {

    private static final Pattern CHANNEL_PARAMETER = Pattern.compile("[?&]channel_id=(UC[A-Za-z0-9_-]{22})(?:&|$)");

    private final Bus bus;
    private final Vault vault;
    private final String feeds;

    /** @param feedUrl of a channel's videos, without the channel */
    Following(Bus bus, Vault vault, URI feedUrl) {
        this.bus = bus;
        this.vault = vault;
        this.feeds = feedUrl + (feedUrl.getQuery() == null ? "?" : "&") + "channel_id=";
    }

    Future<Subscription> follow(Follow wanted) {
        return bus.request(AgentStoreApi.FIND, new OneAgent(wanted.viewer(), wanted.agentId()))
                .compose(agent -> {
                    String topic = wanted.topicUrl();
                    return topic == null
                            ? channelOf(agent).compose(channel -> keep(wanted, feeds + channel, false, channel))
                            : keep(wanted, topic, true, channelIn(topic, agent));
                });
    }

    /**
     * After the agent's settings changed; a feed that a person named is followed as before. A channel that is not there is
     * not followed, and neither is the one before it. Answers null for nothing.
     */
    Future<Subscription> followAgain(OneAgent which) {
        return bus.request(SubscriptionStoreApi.FIND, which).compose(now -> {
            if (now == null || now.state() == SubscriptionState.ENDING || now.topicGiven()) {
                return Future.succeededFuture(now);
            }
            return follow(new Follow(which.viewer(), which.agentId(), null))
                    .recover(
                            failure -> failure instanceof Failure nowhere && nowhere.kind() == FailureKind.UNPROCESSABLE
                                    ? bus.request(SubscriptionStoreApi.END, which)
                                    : Future.failedFuture(failure));
        });
    }

    private Future<Subscription> keep(Follow wanted, String source, boolean given, @Nullable String channelId) {
        Credentials credentials = Credentials.random();
        return bus.request(
                SubscriptionStoreApi.KEEP,
                new NewSubscription(
                        wanted.viewer(),
                        Ids.next(),
                        wanted.agentId(),
                        source,
                        given,
                        channelId,
                        Credentials.hash(credentials.token()),
                        credentials.sealed(vault)));
    }

    private Future<String> channelOf(Agent agent) {
        String channelId = agent.channelId();
        String channel = agent.channel();
        if (channelId != null) {
            return Future.succeededFuture(channelId);
        }
        return channel == null
                ? Future.failedFuture(Failure.of(
                        FailureKind.UNPROCESSABLE,
                        "no_channel",
                        "The agent names no channel. Give it one in its settings, and follow it then."))
                : bus.request(IngestApi.RESOLVE, channel);
    }

    /** A feed of one channel of YouTube's is about that one, whatever the agent's own is. */
    private static @Nullable String channelIn(String topic, Agent agent) {
        Matcher parameter = CHANNEL_PARAMETER.matcher(topic);
        return parameter.find() ? parameter.group(1) : agent.channelId();
    }
}
