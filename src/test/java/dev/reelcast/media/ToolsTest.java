package dev.reelcast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.config.Config;
import dev.reelcast.media.MediaException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsTest {

    @TempDir
    Path folder;

    @Test
    void takesTheConfiguredProgramFirst() throws Exception {
        Path mine = Scripts.write(folder, "mine", "echo mine");
        Tools tools = new Tools(new Config.Tools(mine.toString(), null, mine.toString(), null, null), folder);
        assertThat(tools.ffmpeg()).isEqualTo(mine);
        assertThat(tools.ytDlp()).contains(mine);
    }

    @Test
    void namesTheKeyOfAConfiguredProgramThatIsNotThere() {
        assertThatThrownBy(() -> new Tools(new Config.Tools(null, null, "no/such/program", null, null), folder))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOOL_MISSING))
                .hasMessage("tools.yt-dlp names no program that can be run: no/such/program");
    }

    @Test
    void unpacksTheEmbeddedFfmpegOnceAndWhole() throws Exception {
        Path ffmpeg = EmbeddedFfmpeg.unpack(folder.resolve("cache"));
        FileTime written = Files.getLastModifiedTime(ffmpeg);
        assertThat(EmbeddedFfmpeg.unpack(folder.resolve("cache"))).isEqualTo(ffmpeg);
        assertThat(Files.getLastModifiedTime(ffmpeg)).isEqualTo(written);
        assertThat(ffmpeg.getParent()).isDirectoryNotContaining(file -> !file.equals(ffmpeg));
        List<String> lines = new ArrayList<>();
        new ChildProcess(List.of(ffmpeg.toString(), "-version"), folder, MediaFiles.LIMIT)
                .onLine(lines::add)
                .run(new Cancellation());
        assertThat(lines.get(0)).startsWith("ffmpeg version");
    }

    @Test
    void knowsTheEmbeddedFfmpegOfEachPlatform() {
        assertThat(EmbeddedFfmpeg.resourceName("Linux", "amd64")).isEqualTo("ffmpeg-amd64");
        assertThat(EmbeddedFfmpeg.resourceName("Linux", "aarch64")).isEqualTo("ffmpeg-aarch64");
        assertThat(EmbeddedFfmpeg.resourceName("Mac OS X", "aarch64")).isEqualTo("ffmpeg-aarch64-osx");
        assertThat(EmbeddedFfmpeg.resourceName("Windows 11", "amd64")).isEqualTo("ffmpeg-amd64.exe");
    }
}
