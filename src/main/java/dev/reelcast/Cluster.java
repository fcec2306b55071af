package dev.reelcast;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This server among the others: Vert.x's event bus over Hazelcast, which holds nothing but who is there and who listens.
 * Only loaded when there are others. Members are found by a list, never by multicast.
 */
final class Cluster {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final String SUBSCRIPTIONS = "__vertx.subs";
    private static final int NAME_BYTES = 8;

    /**
     * A server that hangs is out after ten seconds, and back within as many once it is heard again. The order in which a
     * server stops is the deployment's, so Hazelcast has no shutdown hook; and it tells nobody outside that it runs.
     */
    private static final Map<String, String> PROPERTIES = Map.of(
            "hazelcast.phone.home.enabled", "false",
            "hazelcast.shutdownhook.enabled", "false",
            "hazelcast.wait.seconds.before.join", "0",
            "hazelcast.heartbeat.interval.seconds", "1",
            "hazelcast.max.no.heartbeat.seconds", "10",
            "hazelcast.merge.first.run.delay.seconds", "10",
            "hazelcast.merge.next.run.delay.seconds", "5",
            "hazelcast.graceful.shutdown.max.wait", "5");

    static {
        // Hazelcast chooses its logging when its first class is loaded, and by this only.
        System.setProperty("hazelcast.logging.type", "slf4j");
    }

    private final dev.reelcast.config.Config.Cluster config;
    private final HazelcastClusterManager manager;

    /**
     * @param secret servers with another one are no part of the cluster
     * @throws StartException when the server's own address is not known
     */
    Cluster(dev.reelcast.config.Config.Cluster config, String secret) {
        this.config = config;
        this.manager = new HazelcastClusterManager(hazelcast(config, secret));
    }

    /** Joins the others, or is the first. Fails with a {@link StartException}. */
    Future<Vertx> join(VertxOptions options) {
        options.getEventBusOptions().setHost(config.host()).setPort(config.busPort());
        return Vertx.builder()
                .with(options)
                .withClusterManager(manager)
                .buildClustered()
                .recover(cause -> Future.failedFuture(new StartException(
                        "This server cannot be part of the cluster; see cluster.host, cluster.port and cluster.members: "
                                + cause.getMessage(),
                        cause)));
    }

    /** Calls whenever a server came or went: what was told meanwhile may not have been heard. On Hazelcast's thread. */
    void onChange(Runnable changed) {
        manager.getHazelcastInstance().getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent came) {
                LOG.info(
                        "A server came to {}; {} work together",
                        came.getMember().getAddress(),
                        count(came));
                changed.run();
            }

            @Override
            public void memberRemoved(MembershipEvent went) {
                LOG.warn(
                        "The server at {} went; {} work together",
                        went.getMember().getAddress(),
                        count(went));
                changed.run();
            }
        });
    }

    private static int count(MembershipEvent event) {
        return event.getMembers().size();
    }

    private static Config hazelcast(dev.reelcast.config.Config.Cluster cluster, String secret) {
        Config config = new Config().setClusterName("reelcast-" + name(secret));
        PROPERTIES.forEach(config::setProperty);
        config.getMetricsConfig().setEnabled(false);
        NetworkConfig network =
                config.getNetworkConfig().setPort(cluster.port()).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(address(cluster.host()));
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true);
        cluster.members().forEach(join.getTcpIpConfig()::addMember);
        config.addMultiMapConfig(new MultiMapConfig(SUBSCRIPTIONS)
                .setBackupCount(1)
                .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
        config.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1));
        config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
        return config;
    }

    /** Not the secret, and not what anything is encrypted with, but different where that is. */
    private static String name(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] whole = mac.doFinal("the name of the cluster".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, NAME_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", e);
        }
    }

    private static String address(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            throw new StartException("cluster.host is not the name or address of this machine: " + host + ".", e);
        }
    }
}
