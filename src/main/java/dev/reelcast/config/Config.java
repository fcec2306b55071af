package dev.reelcast.config;

import dev.reelcast.model.RenderRules;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All of the configuration. {@code conf/reelcast.yaml} says of each key what it is for and what it is by default.
 *
 * @param http where the server listens and what it accepts
 * @param dataDir absolute; the embedded database, media, keys and work folders are under it
 * @param database which PostgreSQL
 * @param network what may be fetched
 * @param tools where programs are
 * @param transcription speech to text
 * @param analysis finding the episode
 * @param narration text to speech
 * @param templates folder of the templates of rendered videos
 * @param youtube where channels are followed
 * @param feeds how podcasts go out
 * @param bulk many rows from one source
 * @param sheets where spreadsheets are read and written
 * @param audio how an episode sounds
 * @param queue how much runs at once, and for how long
 * @param retention what goes after a time
 * @param sessions how long a sign-in lasts
 * @param storage where media is kept
 * @param cluster the other servers that this one works with
 * @param secret what the keys in the database are encrypted with, 16 characters or more; null when they are in
 *     {@code dataDir}
 */
public record Config(
        Http http,
        Path dataDir,
        Database database,
        Network network,
        Tools tools,
        Transcription transcription,
        Analysis analysis,
        Narration narration,
        Path templates,
        Youtube youtube,
        Feeds feeds,
        Bulk bulk,
        Sheets sheets,
        Audio audio,
        Queue queue,
        Retention retention,
        Sessions sessions,
        Storage storage,
        Cluster cluster,
        @Nullable String secret) {

    private static final int LEAST_SECRET = 16;
    private static final Pattern S3_PREFIX = Pattern.compile("([A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*/?)?");
    /** What Amazon's S3 lets a bucket be called. */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*");
    private static final Pattern MEMBER = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9a-fA-F:]+]):\\d{1,5}");

    private static final Set<Stage> RUNNABLE = EnumSet.complementOf(EnumSet.of(Stage.QUEUED, Stage.COMPLETED));

    /**
     * @param host address to listen on
     * @param port 0 to 65535; 0 takes a free one
     * @param publicUrl how the server is reached from outside, without a slash at the end; null for
     *     {@code http://localhost:port}
     * @param allowedOrigins other front ends that may call the API
     * @param uploadLimit bytes
     */
    public record Http(String host, int port, @Nullable URI publicUrl, List<String> allowedOrigins, long uploadLimit) {

        /** How the server is reached, without a slash at the end. */
        public String baseUrl() {
            return publicUrl == null ? "http://localhost:" + port : publicUrl.toString();
        }
    }

    /**
     * @param url {@code postgresql://user:password@host:port/name}, null for the embedded one
     * @param poolSize connections of this server, 4 to 100
     * @param embeddedPort of the embedded one, 0 for a free one that it keeps
     * @param embeddedPassword of the embedded one's user {@code postgres}, null for a generated one
     */
    public record Database(
            @Nullable URI url,
            int poolSize,
            int embeddedPort,
            @Nullable String embeddedPassword) {

        /** Whether other servers can know where it is. */
        boolean canBeShared() {
            return url != null || (embeddedPort != 0 && embeddedPassword != null);
        }
    }

    /**
     * @param allowPrivate whether addresses inside the network may be fetched
     * @param downloadLimit bytes of one video
     * @param timeout without a byte after which a download is given up
     */
    public record Network(boolean allowPrivate, long downloadLimit, Duration timeout) {}

    /** Paths of programs; null looks on the PATH, and for ffmpeg at last in what the build brought along. */
    public record Tools(
            @Nullable String ffmpeg,
            @Nullable String ffprobe,
            @Nullable String ytDlp,
            @Nullable String pocketsphinx,
            @Nullable String espeakNg) {}

    /**
     * @param url base of an OpenAI-compatible service, null for none
     * @param key its API key
     * @param model its model
     * @param language BCP 47 tag of what is spoken, null to let the engine find out
     * @param whisperModel path or URL of a ggml model for whisper.cpp, null for none
     * @param whisperSha256 of the model, 64 hexadecimal digits; required for a URL
     * @param drafts whether pocketsphinx serves where nothing better does
     */
    public record Transcription(
            @Nullable URI url,
            @Nullable String key,
            String model,
            @Nullable String language,
            @Nullable String whisperModel,
            @Nullable String whisperSha256,
            boolean drafts) {}

    /**
     * @param url base of an OpenAI-compatible service, null for the built-in analyser
     * @param key its API key
     * @param model its model
     */
    public record Analysis(@Nullable URI url, @Nullable String key, String model) {}

    /**
     * @param url base of an OpenAI-compatible service, null for none
     * @param key its API key
     * @param model its model
     * @param voice the one of those who name none, null for the engine's own
     * @param language BCP 47 tag of texts in letters that many languages share
     */
    public record Narration(
            @Nullable URI url,
            @Nullable String key,
            String model,
            @Nullable String voice,
            String language) {}

    /**
     * @param feedUrl of a channel's videos, without the parameter {@code channel_id}
     * @param hubUrl that subscriptions are asked of, null for what the feed itself names
     * @param apiUrl base of the YouTube Data API
     * @param apiKey its key, null to do without it
     * @param quota units of the key that may be used a day, at least 1
     * @param poll how often a followed channel is looked at
     */
    public record Youtube(
            URI feedUrl,
            @Nullable URI hubUrl,
            URI apiUrl,
            @Nullable String apiKey,
            int quota,
            Duration poll) {}

    /**
     * @param hub that is told when a feed changes, and that feeds name to their readers; null for none
     * @param episodes how many stand in one document of a feed, 10 to 10,000
     */
    public record Feeds(@Nullable URI hub, int episodes) {}

    /** @param maxCsvBytes of one CSV file */
    public record Bulk(long maxCsvBytes) {}

    /**
     * @param apiUrl base of the Google Sheets API
     * @param tokenUrl that gives a service account its tokens
     */
    public record Sheets(URI apiUrl, URI tokenUrl) {}

    /**
     * @param loudness LUFS (EBU R 128), -40 to -5
     * @param crossfade seconds between intro, episode and outro, 0 to 10
     * @param maxDuration of a recording
     */
    public record Audio(double loudness, double crossfade, Duration maxDuration) {}

    /**
     * @param concurrency jobs at once, 0 to 64; 0 runs nothing
     * @param lease how long a server that is not heard of keeps its jobs
     * @param poll how often the queue is looked at without being told
     * @param stages what this server runs
     * @param stageLimits how many jobs may be in a stage at once on this server, where that is less than concurrency
     * @param hostLimits how many downloads may come from a host at once, on all servers together
     */
    public record Queue(
            int concurrency,
            Duration lease,
            Duration poll,
            Set<Stage> stages,
            Map<Stage, Integer> stageLimits,
            Map<String, Integer> hostLimits) {}

    /**
     * @param jobs how long after its end a job without an episode stays, null for ever
     * @param history how long after its end a job's events and log lines stay, null as long as the job
     * @param batch jobs that are looked at in one transaction, 1 to 10,000
     */
    public record Retention(
            @Nullable Duration jobs, @Nullable Duration history, int batch) {}

    /**
     * @param accessToken life of an access token
     * @param refreshToken life of a sign-in without use
     */
    public record Sessions(Duration accessToken, Duration refreshToken) {}

    /**
     * @param folder absolute; media are kept there unless a bucket is given
     * @param shared whether the folder was named, and so may be another server's too
     * @param s3 the bucket, null for the folder
     * @param cache bytes that local copies of what is in the bucket may take
     * @param outputBuckets what jobs may name to get a copy of their video: buckets, or folders of {@code buckets} in
     *     {@code folder}
     */
    public record Storage(
            Path folder, boolean shared, @Nullable S3 s3, long cache, List<String> outputBuckets) {}

    /**
     * @param endpoint of an S3-compatible service, null for Amazon's own
     * @param region as the service names it
     * @param bucket that is there already
     * @param accessKey who asks
     * @param secretKey what requests are signed with
     * @param prefix that keys begin with, empty or ending with a slash
     * @param pathStyle whether the bucket stands in the path rather than in the host's name
     */
    public record S3(
            @Nullable URI endpoint,
            String region,
            String bucket,
            String accessKey,
            String secretKey,
            String prefix,
            boolean pathStyle) {}

    /**
     * @param enabled whether there are other servers
     * @param host at which they reach this one, and on which it listens for them
     * @param port for membership
     * @param busPort for facts, 0 for a free one
     * @param members {@code host:port} of each, this one among them
     */
    public record Cluster(boolean enabled, String host, int port, int busPort, List<String> members) {}

    /** The same, on another port. */
    public Config withPort(int port) {
        Http other = new Http(http.host(), port, http.publicUrl(), http.allowedOrigins(), http.uploadLimit());
        return new Config(
                other,
                dataDir,
                database,
                network,
                tools,
                transcription,
                analysis,
                narration,
                templates,
                youtube,
                feeds,
                bulk,
                sheets,
                audio,
                queue,
                retention,
                sessions,
                storage,
                cluster,
                secret);
    }

    /**
     * Reads the file that {@code REELCAST_CONF} names, {@code conf/reelcast.yaml} without it; a missing default file means
     * all defaults.
     *
     * @throws ConfigException when a key or value is wrong, or the named file is not there
     */
    public static Config load(Map<String, String> environment) {
        String named = environment.get("REELCAST_CONF");
        Path path = Path.of(named == null ? "conf/reelcast.yaml" : named);
        if (named == null && !Files.exists(path)) {
            return parse("", environment);
        }
        try {
            return parse(Files.readString(path), environment);
        } catch (IOException e) {
            throw new ConfigException("The configuration file " + path + " cannot be read.");
        }
    }

    /**
     * Reads a configuration.
     *
     * @param yaml the file's text, possibly empty
     * @param environment variables; those that begin with {@code REELCAST_} count
     * @throws ConfigException when a key or value is wrong
     */
    public static Config parse(String yaml, Map<String, String> environment) {
        Settings from = new Settings(yaml, environment);
        Path dataDir = Path.of(from.text("data.dir", "data")).toAbsolutePath().normalize();
        Config config = new Config(
                http(from),
                dataDir,
                new Database(
                        from.url("database.url", Set.of("postgresql", "postgres")),
                        from.integer("database.pool-size", 10, 4, 100),
                        from.integer("database.embedded-port", 0, 0, 65_535),
                        from.optional("database.embedded-password")),
                new Network(
                        from.flag("network.allow-private", false),
                        from.bytes("network.download-limit", 20L << 30),
                        from.duration("network.timeout", seconds(30), seconds(1), seconds(600))),
                new Tools(
                        from.optional("tools.ffmpeg"),
                        from.optional("tools.ffprobe"),
                        from.optional("tools.yt-dlp"),
                        from.optional("tools.pocketsphinx"),
                        from.optional("tools.espeak-ng")),
                transcription(from),
                new Analysis(
                        from.url("analysis.url", Set.of("http", "https")),
                        from.optional("analysis.key"),
                        from.text("analysis.model", "gpt-4o-mini")),
                narration(from),
                Path.of(from.text("render.templates", "conf/templates"))
                        .toAbsolutePath()
                        .normalize(),
                youtube(from),
                new Feeds(
                        from.url("feeds.hub", Set.of("http", "https")),
                        from.integer("feeds.episodes", 1_000, 10, 10_000)),
                new Bulk(from.bytes("bulk.max-csv-bytes", 200L << 20)),
                sheets(from),
                new Audio(
                        from.decimal("audio.loudness", -16, -40, -5),
                        from.decimal("audio.crossfade", 1, 0, 10),
                        from.duration("audio.max-duration", Duration.ofHours(12), seconds(1), Duration.ofHours(48))),
                queue(from),
                new Retention(
                        from.optionalDuration("retention.jobs", null, Duration.ofDays(1), Duration.ofDays(36_500)),
                        from.optionalDuration(
                                "retention.history", Duration.ofDays(90), Duration.ofDays(1), Duration.ofDays(36_500)),
                        from.integer("retention.batch", 500, 1, 10_000)),
                new Sessions(
                        from.duration("sessions.access-token", Duration.ofMinutes(15), seconds(5), Duration.ofHours(1)),
                        from.duration(
                                "sessions.refresh-token",
                                Duration.ofDays(30),
                                Duration.ofMinutes(1),
                                Duration.ofDays(365))),
                storage(from, dataDir),
                cluster(from),
                secret(from));
        from.refuseUnknown();
        config.requireWhatServersShare();
        return config;
    }

    /** Servers that work together have one database, one storage and one secret, and know one another. */
    private void requireWhatServersShare() {
        if (!cluster.enabled()) {
            return;
        }
        List<String> missing = new ArrayList<>();
        if (!database.canBeShared()) {
            missing.add("database.url");
        }
        if (secret == null) {
            missing.add("secret (as REELCAST_SECRET)");
        }
        if (storage.s3() == null && !storage.shared()) {
            missing.add("storage.s3.bucket or storage.folder");
        }
        if (cluster.members().isEmpty()) {
            missing.add("cluster.members");
        }
        if (!missing.isEmpty()) {
            throw new ConfigException("With cluster.enabled these must be set, the same on every server: "
                    + String.join(", ", missing) + ".");
        }
    }

    private static Http http(Settings from) {
        URI publicUrl = from.url("http.public-url", Set.of("http", "https"));
        if (publicUrl != null && publicUrl.toString().endsWith("/")) {
            publicUrl = URI.create(publicUrl.toString().replaceAll("/+$", ""));
        }
        return new Http(
                from.text("http.host", "0.0.0.0"),
                from.integer("http.port", 8080, 0, 65_535),
                publicUrl,
                from.list("http.allowed-origins"),
                from.bytes("http.upload-limit", 4608L << 20));
    }

    private static Transcription transcription(Settings from) {
        Transcription transcription = new Transcription(
                from.url("transcription.url", Set.of("http", "https")),
                from.optional("transcription.key"),
                from.text("transcription.model", "whisper-1"),
                from.optional("transcription.language"),
                from.optional("transcription.whisper-model"),
                from.optional("transcription.whisper-sha256"),
                from.flag("transcription.drafts", true));
        String model = transcription.whisperModel();
        if (model != null && model.startsWith("http") && transcription.whisperSha256() == null) {
            throw new ConfigException("transcription.whisper-sha256 must be set when whisper-model is a URL.");
        }
        return transcription;
    }

    private static Narration narration(Settings from) {
        String voice = from.optional("narration.voice");
        if (voice != null && !RenderRules.VOICE.matcher(voice).matches()) {
            throw Settings.wrong("narration.voice", voice, "a name of letters, digits, dots, dashes and plus signs");
        }
        String language = from.text("narration.language", "en");
        if (!LANGUAGE.matcher(language).matches()) {
            throw Settings.wrong("narration.language", language, "a language tag, as en or de-AT");
        }
        return new Narration(
                from.url("narration.url", Set.of("http", "https")),
                from.optional("narration.key"),
                from.text("narration.model", "tts-1"),
                voice,
                language);
    }

    private static Youtube youtube(Settings from) {
        URI feed = from.url("youtube.feed-url", Set.of("http", "https"));
        URI api = from.url("youtube.api-url", Set.of("http", "https"));
        return new Youtube(
                feed == null ? URI.create("https://www.youtube.com/feeds/videos.xml") : feed,
                from.url("youtube.hub-url", Set.of("http", "https")),
                api == null ? URI.create("https://www.googleapis.com") : api,
                from.optional("youtube.api-key"),
                from.integer("youtube.quota", 10_000, 1, 100_000_000),
                from.duration("youtube.poll", Duration.ofHours(3), seconds(1), Duration.ofDays(7)));
    }

    private static Sheets sheets(Settings from) {
        URI api = from.url("sheets.api-url", Set.of("http", "https"));
        URI token = from.url("sheets.token-url", Set.of("http", "https"));
        return new Sheets(
                api == null ? URI.create("https://sheets.googleapis.com") : api,
                token == null ? URI.create("https://oauth2.googleapis.com/token") : token);
    }

    private static Queue queue(Settings from) {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        from.list("queue.stages").forEach(word -> stages.add(stage("queue.stages", word)));
        Map<Stage, Integer> stageLimits = new EnumMap<>(Stage.class);
        from.numbers("queue.stage-limits", Map.of(), 1, 64)
                .forEach((word, most) -> stageLimits.put(stage("queue.stage-limits", word), most));
        return new Queue(
                from.integer("queue.concurrency", 2, 0, 64),
                from.duration("queue.lease", seconds(30), seconds(1), seconds(600)),
                from.duration("queue.poll", seconds(2), Duration.ofMillis(50), seconds(60)),
                stages.isEmpty() ? RUNNABLE : stages,
                stageLimits,
                from.numbers("queue.host-limits", Map.of("youtube.com", 2), 1, 1_000));
    }

    private static Stage stage(String key, String word) {
        return RUNNABLE.stream()
                .filter(stage -> Wire.word(stage).equals(word))
                .findFirst()
                .orElseThrow(() -> Settings.wrong(
                        key,
                        word,
                        "some of "
                                + new TreeSet<>(RUNNABLE)
                                        .stream().map(Wire::word).collect(Collectors.joining(", "))));
    }

    private static Storage storage(Settings from, Path dataDir) {
        String folder = from.optional("storage.folder");
        return new Storage(
                folder == null
                        ? dataDir.resolve("media")
                        : Path.of(folder).toAbsolutePath().normalize(),
                folder != null,
                s3(from),
                from.bytes("storage.cache", 10L << 30),
                outputBuckets(from));
    }

    private static List<String> outputBuckets(Settings from) {
        List<String> buckets = from.list("storage.output-buckets");
        for (String bucket : buckets) {
            if (!BUCKET.matcher(bucket).matches()) {
                throw Settings.wrong(
                        "storage.output-buckets",
                        bucket,
                        "a list of names of 3 to 63 small letters, digits and dashes");
            }
        }
        return buckets;
    }

    private static @Nullable S3 s3(Settings from) {
        URI endpoint = from.url("storage.s3.endpoint", Set.of("http", "https"));
        String region = from.text("storage.s3.region", "us-east-1");
        String bucket = from.optional("storage.s3.bucket");
        String accessKey = from.optional("storage.s3.access-key");
        String secretKey = from.optional("storage.s3.secret-key");
        String prefix = from.text("storage.s3.prefix", "");
        boolean pathStyle = from.flag("storage.s3.path-style", true);
        if (bucket == null && accessKey == null && secretKey == null && endpoint == null) {
            return null;
        }
        if (bucket == null || accessKey == null || secretKey == null) {
            throw new ConfigException(
                    "storage.s3 needs all of storage.s3.bucket, storage.s3.access-key and storage.s3.secret-key.");
        }
        if (!S3_PREFIX.matcher(prefix).matches()) {
            throw Settings.wrong("storage.s3.prefix", prefix, "names of letters, digits, - and _, joined by slashes");
        }
        return new S3(
                endpoint,
                region,
                bucket,
                accessKey,
                secretKey,
                prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/",
                pathStyle);
    }

    private static Cluster cluster(Settings from) {
        List<String> members = from.list("cluster.members");
        for (String member : members) {
            if (!MEMBER.matcher(member).matches()) {
                throw Settings.wrong("cluster.members", member, "a list of host:port, as [10.0.0.1:5701]");
            }
        }
        return new Cluster(
                from.flag("cluster.enabled", false),
                from.text("cluster.host", "127.0.0.1"),
                from.integer("cluster.port", 5701, 1, 65_535),
                from.integer("cluster.bus-port", 0, 0, 65_535),
                members);
    }

    private static @Nullable String secret(Settings from) {
        String secret = from.optional("secret");
        if (secret != null && secret.length() < LEAST_SECRET) {
            throw new ConfigException("secret must have at least " + LEAST_SECRET + " characters.");
        }
        return secret;
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
