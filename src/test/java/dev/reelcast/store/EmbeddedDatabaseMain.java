package dev.reelcast.store;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process with an embedded database, for tests to kill: it prints the URL and waits. */
final class EmbeddedDatabaseMain {

    private EmbeddedDatabaseMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("URL " + new EmbeddedDatabase(Path.of(arguments[0])).start());
        new CountDownLatch(1).await();
    }
}
