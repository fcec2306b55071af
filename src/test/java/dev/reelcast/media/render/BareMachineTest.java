package dev.reelcast.media.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.model.TemplateInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates where Java has no drawing classes, in a Java of its own without them. */
class BareMachineTest {

    @TempDir
    Path folder;

    @Test
    void aJavaThatCannotDrawSaysSoAndEverythingElseGoesOn() throws Exception {
        String said =
                run("--limit-modules", "java.base,java.logging,java.naming,java.sql,java.management,jdk.unsupported");

        assertThat(said).contains("plain: This Java installation cannot draw text");
    }

    @Test
    void aJavaThatCanHasNoProblem() throws Exception {
        assertThat(run()).contains("plain: none");
    }

    private String run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Listing.class.getName(), folder.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** Lists the templates' problems. */
    static final class Listing {
        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            for (TemplateInfo each : new Templates(folder.resolve("none"), new Fonts(folder)).list()) {
                System.out.println(each.id() + ": " + (each.problem() == null ? "none" : each.problem()));
            }
        }
    }
}
