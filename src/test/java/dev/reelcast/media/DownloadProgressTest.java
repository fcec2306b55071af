package dev.reelcast.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.media.MediaException.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DownloadProgressTest {

    private final List<Double> fractions = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();

    @Test
    void tellsBytesTotalAndSpeed() {
        DownloadProgress progress = progress(unknown(1));
        progress.line("reelcast-progress downloading 34000000 120000000 NA 2123456.7");
        progress.line("reelcast-progress finished 120000000 120000000 NA NA");
        assertThat(messages).containsExactly("34 MB of 120 MB, 2.1 MB/s", "120 MB of 120 MB");
        assertThat(fractions).containsExactly(34 / 120.0, 1.0);
    }

    @Test
    void goesByTheEstimateOrWithoutAnyTotal() {
        progress(unknown(1)).line("reelcast-progress downloading 500000 NA 2000000.5 NA");
        progress(unknown(1)).line("reelcast-progress downloading 500000 NA NA 1000");
        assertThat(messages).containsExactly("500 kB of 2.0 MB", "500 kB, 1 kB/s");
        assertThat(fractions.get(0)).isBetween(0.24, 0.26);
        assertThat(fractions.get(1)).isZero();
    }

    @Test
    void countsPictureAndSoundAsOneAndNeverGoesBack() {
        DownloadProgress progress = progress(List.of(9000L, 1000L));
        progress.line("reelcast-progress finished 9000 9000 NA NA");
        progress.line("reelcast-progress finished 1000 1000 NA NA");
        assertThat(fractions).containsExactly(0.9, 1.0);
        fractions.clear();
        DownloadProgress blind = progress(unknown(2));
        blind.line("reelcast-progress finished 9000 9000 NA NA");
        blind.line("reelcast-progress finished 1000 9000 NA NA");
        blind.line("reelcast-progress finished 10 20 NA NA");
        assertThat(fractions).isSorted().allMatch(fraction -> fraction <= 1);
        assertThat(fractions.get(0)).isEqualTo(0.5);
    }

    @Test
    void stopsWhatGrowsBeyondTheLimit() {
        DownloadProgress progress = progress(unknown(2));
        progress.line("reelcast-progress finished 900000000 NA NA NA");
        assertThatThrownBy(() -> progress.line("reelcast-progress downloading 100000001 NA NA NA"))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE))
                .hasMessage("The download is larger than 1.0 GB.");
    }

    @Test
    void noticesWhatYtDlpSaysInPassing() {
        DownloadProgress progress = progress(unknown(1));
        progress.line("[download] File is larger than max-filesize (39779 bytes > 100 bytes). Aborting.");
        progress.line("[download] fragment not found; Skipping fragment 3 ...");
        progress.line("reelcast-progress downloading x y z nan");
        progress.line("reelcast-progress");
        assertThat(progress.tooLarge()).isTrue();
        assertThat(progress.missingPieces()).isEqualTo(1);
    }

    @Test
    void writesSizesAsPeopleDo() {
        assertThat(List.of(0.0, 999.0, 1000.0, 999_400.0, 999_600.0, 9_940_000.0, 9_960_000.0, 4.24e9, 5e15))
                .extracting(DownloadProgress::size)
                .containsExactly("0 B", "999 B", "1 kB", "999 kB", "1.0 MB", "9.9 MB", "10 MB", "4.2 GB", "5000 TB");
    }

    private DownloadProgress progress(List<@Nullable Long> sizes) {
        return new DownloadProgress(sizes, 1_000_000_000, (fraction, message) -> {
            fractions.add(fraction);
            messages.add(message);
        });
    }

    private static List<@Nullable Long> unknown(int files) {
        return Collections.nCopies(files, null);
    }
}
