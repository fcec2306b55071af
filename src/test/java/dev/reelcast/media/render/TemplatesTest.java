package dev.reelcast.media.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.config.Template;
import dev.reelcast.media.MediaException;
import dev.reelcast.model.TemplateInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {

    @TempDir
    Path folder;

    private final Fonts fonts = new Fonts(Path.of("target/test-tools/fonts"));

    @Test
    void theShippedOnesAreThereWithoutAFolderAndAreTheFilesOfConf() throws IOException {
        List<TemplateInfo> shipped = new Templates(folder.resolve("none"), fonts).list();

        assertThat(shipped).extracting(TemplateInfo::id).containsExactly("captions", "plain");
        assertThat(shipped).extracting(TemplateInfo::problem).containsOnlyNulls();
        assertThat(new Templates(Path.of("conf/templates"), fonts).list()).isEqualTo(shipped);
    }

    @Test
    void aTemplateThatLeavesAllOutIsAsPlainSaysItIs() throws IOException {
        Template plain = Template.parse(Files.readString(Path.of("conf/templates/plain.yaml")));

        assertThat(Template.parse("name: Plain\ndescription: " + plain.description()))
                .isEqualTo(plain);
    }

    @Test
    void aChangedFileIsReadAgainAndANewOneIsSeen() throws IOException {
        Templates templates = new Templates(folder, fonts);
        Files.writeString(folder.resolve("mine.yaml"), "font-size: 48\n");
        assertThat(templates.require("mine").fontSize()).isEqualTo(48);

        Files.writeString(folder.resolve("mine.yaml"), "font-size: 100\n");
        Files.writeString(folder.resolve("other.yaml"), "show: captions\n");

        assertThat(templates.require("mine").fontSize()).isEqualTo(100);
        assertThat(templates.require("other").captions()).isTrue();
        Files.delete(folder.resolve("mine.yaml"));
        assertThatThrownBy(() -> templates.require("mine"))
                .isInstanceOf(MediaException.class)
                .hasMessage("There is no template “mine”. There are: other.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            fontsize: 10              | There is no key "fontsize". Did you mean "font-size"?
            font-size: 500            | font-size is "500", but must be a whole number from 24 to 160.
            colours: {text: #fff}     | colours.text is "", but must be a colour in quotes, as "#1e3a5f".
            colours: {text: "red"}    | colours.text is "red", but must be a colour in quotes, as "#1e3a5f".
            show: nothing             | show is "nothing", but must be pages or captions.
            voice: "-w/etc/passwd"    | voice is "-w/etc/passwd", but must be a name of letters, digits, dots, dashes and plus signs.
            resolution: 4k            | resolution is "4k", but must be 720p or 1080p.
            """)
    void saysWhatIsWrong(String yaml, String problem) throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), yaml.replace("{text: #fff}", "\n  text: #fff"));

        assertThat(new Templates(folder, fonts).list().get(0).problem()).isEqualTo(problem);
    }

    @Test
    void namesAFontThatIsMissing() throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), "font: Comic Nonsense\n");

        assertThatThrownBy(() -> new Templates(folder, fonts).require("mine"))
                .hasMessageStartingWith(
                        "The template “mine” cannot be used. The font “Comic Nonsense” is not installed on "
                                + "this server. It has DejaVu");
    }
}
