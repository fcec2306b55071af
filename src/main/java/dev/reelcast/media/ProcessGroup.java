package dev.reelcast.media;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process and all that it started. With {@code setsid} and {@code kill} on the machine the process leads a group of
 * its own and signals reach the whole group at once; without, they reach the descendants one by one.
 */
final class ProcessGroup {

    private static final boolean GROUPS =
            Programs.find("setsid").isPresent() && Programs.find("kill").isPresent();
    private static final long KILL_SECONDS = 5;

    /** Knows its start time, so that it never stands for a later process with the same pid. */
    private final ProcessHandle leader;

    ProcessGroup(ProcessHandle leader) {
        this.leader = leader;
    }

    /** A command that becomes the leader of its own group; its pid is the group's id. */
    static List<String> leading(List<String> command) {
        if (!GROUPS) {
            return command;
        }
        List<String> led = new ArrayList<>(command.size() + 1);
        led.add("setsid");
        led.addAll(command);
        return led;
    }

    /** Asks all of it to end: SIGTERM. */
    void terminate() {
        signal("TERM", false);
    }

    /** Ends all of it: SIGKILL. Harmless when there is nothing left. */
    void kill() {
        signal("KILL", true);
    }

    private void signal(String name, boolean force) {
        // The handles are taken first: once the leader is gone its children are no longer its descendants.
        List<ProcessHandle> handles =
                Stream.concat(Stream.of(leader), leader.descendants()).toList();
        if (GROUPS) {
            signalGroup(name);
        }
        // Also with groups: the leader may not have reached its own yet, and a child may have left it.
        for (ProcessHandle handle : handles) {
            if (force) {
                handle.destroyForcibly();
            } else {
                handle.destroy();
            }
        }
    }

    private void signalGroup(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, "--", "-" + leader.pid())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
            }
        } catch (IOException e) {
            throw new MediaException(MediaException.Kind.FAILED, "A program could not be stopped.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
