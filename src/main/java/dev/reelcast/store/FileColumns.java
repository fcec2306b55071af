package dev.reelcast.store;

import dev.reelcast.model.StoredFile;
import java.util.List;
import java.util.function.Function;

/** Files as the arrays that a statement takes them by. */
record FileColumns(String[] names, String[] kinds, String[] storageKeys, String[] contentTypes, Long[] bytes) {

    static FileColumns of(List<StoredFile> files) {
        return new FileColumns(
                texts(files, StoredFile::name),
                texts(files, StoredFile::kind),
                texts(files, StoredFile::storageKey),
                texts(files, StoredFile::contentType),
                files.stream().map(StoredFile::bytes).toArray(Long[]::new));
    }

    private static String[] texts(List<StoredFile> files, Function<StoredFile, String> column) {
        return files.stream().map(column).toArray(String[]::new);
    }
}
