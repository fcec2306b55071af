package dev.reelcast.storage;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Puts a file into a bucket, in parts when it is large: no more of it than a buffer is ever in memory, and only a part is
 * sent again when the network fails. Whole or not at all.
 */
final class S3Upload {

    private static final Logger LOG = LoggerFactory.getLogger(S3Upload.class);

    /** Larger files go in parts, and a part has this many bytes, or more where 10,000 parts would not do. */
    static final long PART = 32L << 20;

    private static final long MOST_PARTS = 10_000;
    private static final String TYPE = "application/octet-stream";

    private final S3Client client;
    private final String bucket;

    S3Upload(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /**
     * @return the entity tag of what is stored
     * @throws SdkException when it could not be stored; then there is nothing new under the key
     */
    String put(String key, Path file) throws IOException {
        long length = Files.size(file);
        return length > PART ? inParts(key, file, length) : whole(key, file);
    }

    private String whole(String key, Path file) {
        return client.putObject(
                        request -> request.bucket(bucket).key(key).contentType(TYPE), RequestBody.fromFile(file))
                .eTag();
    }

    private String inParts(String key, Path file, long length) {
        long size = Math.max(PART, (length + MOST_PARTS - 1) / MOST_PARTS);
        String id = client.createMultipartUpload(
                        request -> request.bucket(bucket).key(key).contentType(TYPE))
                .uploadId();
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (long from = 0; from < length; from += size) {
                parts.add(part(key, id, parts.size() + 1, file, from, Math.min(size, length - from)));
            }
            return client.completeMultipartUpload(request ->
                            request.bucket(bucket).key(key).uploadId(id).multipartUpload(upload -> upload.parts(parts)))
                    .eTag();
        } catch (RuntimeException e) {
            abandon(key, id);
            throw e;
        }
    }

    private CompletedPart part(String key, String id, int number, Path file, long from, long length) {
        String tag = client.uploadPart(
                        request -> request.bucket(bucket)
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .contentLength(length),
                        RequestBody.fromContentProvider(() -> open(file, from, length), length, TYPE))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    /** A stream of its own for each time that the part is read: for its hash, to be sent, and to be sent again. */
    private static BufferedInputStream open(Path file, long from, long length) {
        try {
            FileChannel channel = FileChannel.open(file);
            channel.position(from);
            return new BufferedInputStream(new PartStream(Channels.newInputStream(channel), length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void abandon(String key, String id) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(id));
        } catch (SdkException e) {
            LOG.warn("What was sent of {} stays in the bucket until its own rules remove it: {}", key, e.getMessage());
        }
    }
}
