package dev.reelcast.storage;

import dev.reelcast.config.Config;
import dev.reelcast.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects in a bucket of Amazon's S3 or of a service that speaks its protocol. All servers may share it. */
public final class S3Store implements MediaStore {

    private static final Logger LOG = LoggerFactory.getLogger(S3Store.class);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    /** As many as one request may delete. */
    private static final int BATCH = 1_000;

    private final Config.S3 config;
    private final S3Client client;
    private final S3Upload upload;
    private final LocalCopies copies;

    /**
     * @param copies where local copies are kept, created when it is missing; on the file system of the folders that
     *     {@link #local} is asked with
     * @param bound how many bytes they may take
     * @throws ConfigException when the bucket is not there or may not be used. A service that cannot be reached may be
     *     there later, and is no failure.
     */
    public S3Store(Config.S3 config, Path copies, long bound) throws IOException {
        this.config = config;
        this.client = client(config);
        this.upload = new S3Upload(client, config.bucket());
        this.copies = new LocalCopies(copies, bound);
        requireBucket();
    }

    @Override
    public void put(String key, Path file) throws IOException {
        String object = object(key);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException("what is to be stored is no regular file");
        }
        String version = S3Failures.translate(key, () -> upload.put(object, file));
        copies.keep(key, version, file);
    }

    @Override
    public Path local(String key, Path folder) throws IOException {
        String version =
                find(key).orElseThrow(() -> new NoSuchFileException(key)).eTag();
        return copies.take(
                key,
                version,
                folder,
                file -> S3Failures.translate(
                        key,
                        () -> client.getObject(
                                request -> request.bucket(config.bucket())
                                        .key(object(key))
                                        .ifMatch(version),
                                ResponseTransformer.toFile(file))));
    }

    @Override
    public Optional<Path> inPlace(String key) {
        Keys.require(key);
        return Optional.empty();
    }

    @Override
    public InputStream open(String key, long offset, long length) throws IOException {
        if (length == 0) {
            return find(key)
                    .map(nothingOfIt -> InputStream.nullInputStream())
                    .orElseThrow(() -> new NoSuchFileException(key));
        }
        long last = offset > Long.MAX_VALUE - length ? Long.MAX_VALUE : offset + length - 1;
        return S3Failures.translate(key, () -> {
            try {
                return new ObjectStream(client.getObject(request ->
                        request.bucket(config.bucket()).key(object(key)).range("bytes=" + offset + "-" + last)));
            } catch (S3Exception e) {
                if (S3Failures.outOfRange(e)) {
                    return InputStream.nullInputStream();
                }
                throw e;
            }
        });
    }

    @Override
    public OptionalLong size(String key) throws IOException {
        return find(key).map(found -> OptionalLong.of(found.contentLength())).orElseGet(OptionalLong::empty);
    }

    @Override
    public void delete(String key) throws IOException {
        S3Failures.translate(
                key,
                () -> client.deleteObject(
                        request -> request.bucket(config.bucket()).key(object(key))));
        copies.drop(List.of(key));
    }

    @Override
    public void deleteBelow(String prefix) throws IOException {
        String folder = object(prefix) + "/";
        List<String> objects =
                S3Failures.translate(
                        prefix,
                        () -> client
                                .listObjectsV2Paginator(request ->
                                        request.bucket(config.bucket()).prefix(folder))
                                .contents()
                                .stream()
                                .map(S3Object::key)
                                .toList());
        for (int from = 0; from < objects.size(); from += BATCH) {
            deleteAll(prefix, objects.subList(from, Math.min(from + BATCH, objects.size())));
        }
    }

    @Override
    public String deliver(String bucket, String key, Path file) throws IOException {
        Keys.require(key);
        S3Upload other = new S3Upload(client, bucket);
        S3Failures.translate(key, () -> {
            try {
                return other.put(key, file);
            } catch (S3Exception e) {
                if (e.statusCode() == 403 || e.statusCode() == 404) {
                    throw new NoBucketException(bucket, e);
                }
                throw e;
            }
        });
        Files.delete(file);
        return "s3://" + bucket + "/" + key;
    }

    /** A bucket says nothing about that. */
    @Override
    public long freeBytes() {
        return Long.MAX_VALUE;
    }

    @Override
    public void close() {
        client.close();
    }

    private void deleteAll(String prefix, List<String> objects) throws IOException {
        List<ObjectIdentifier> ids = new ArrayList<>();
        objects.forEach(object -> ids.add(ObjectIdentifier.builder().key(object).build()));
        boolean refused = S3Failures.translate(
                prefix,
                () -> client.deleteObjects(request -> request.bucket(config.bucket())
                                .delete(all -> all.objects(ids).quiet(true)))
                        .hasErrors());
        if (refused) {
            throw new IOException("The storage service did not delete all that is below " + prefix + ".");
        }
        copies.drop(objects.stream()
                .map(object -> object.substring(config.prefix().length()))
                .toList());
    }

    private Optional<HeadObjectResponse> find(String key) throws IOException {
        String object = object(key);
        return S3Failures.translate(key, () -> {
            try {
                return Optional.of(client.headObject(
                        request -> request.bucket(config.bucket()).key(object)));
            } catch (S3Exception e) {
                if (S3Failures.notFound(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private String object(String key) {
        return config.prefix() + Keys.require(key);
    }

    private void requireBucket() {
        try {
            client.headBucket(request -> request.bucket(config.bucket()));
        } catch (S3Exception e) {
            if (e.statusCode() < 500) {
                client.close();
                throw new ConfigException(sentence(e));
            }
            LOG.warn("The storage service is not well: {}", e.getMessage());
        } catch (SdkException e) {
            LOG.warn("The storage service cannot be reached now: {}", e.getMessage());
        }
    }

    private String sentence(S3Exception e) {
        return switch (e.statusCode()) {
            case 404 -> "There is no bucket " + config.bucket() + "; see storage.s3.bucket and storage.s3.endpoint.";
            case 401, 403 ->
                "The bucket " + config.bucket()
                        + " may not be used; see storage.s3.access-key and storage.s3.secret-key.";
            default ->
                "The bucket " + config.bucket() + " cannot be used (status " + e.statusCode()
                        + "); see storage.s3.region and storage.s3.endpoint.";
        };
    }

    /**
     * Asks for no more than S3 has always had: the checksums and the chunked signatures that the library would add are
     * unknown to many services that call themselves compatible.
     */
    private static S3Client client(Config.S3 config) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(config.accessKey(), config.secretKey())))
                .region(Region.of(config.region()))
                .overrideConfiguration(all -> all.retryStrategy(RetryMode.STANDARD))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .addPlugin(LegacyMd5Plugin.create())
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .forcePathStyle(config.pathStyle());
        if (config.endpoint() != null) {
            builder.endpointOverride(config.endpoint());
        }
        return builder.build();
    }
}
