package dev.reelcast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the benchmarks found, as Markdown: printed as it grows, and kept in a file. */
final class Report {

    private final StringBuilder text = new StringBuilder();

    void heading(String title) {
        block("## " + title);
    }

    void paragraph(String words) {
        block(words);
    }

    /** A target, and whether it was reached. */
    void verdict(String target, boolean reached) {
        block("**" + (reached ? "Reached" : "Missed") + ":** " + target);
    }

    /** Text in the first column, numbers in the others. */
    void table(List<String> header, List<List<String>> rows) {
        String rule = "| --- " + "| ---: ".repeat(header.size() - 1) + "|";
        block(line(header) + "\n" + rule + "\n" + rows.stream().map(Report::line).collect(Collectors.joining("\n")));
    }

    void write(Path file) throws IOException {
        Files.writeString(file, text);
    }

    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private void block(String markdown) {
        text.append(markdown).append("\n\n");
        System.out.println(markdown + "\n");
    }
}
