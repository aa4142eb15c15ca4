package dev.beckon.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of an extract is kept, whoever makes it. */
class MapCacheTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void twoThatMakeTheSameAtOnceHaveOneOfBoth() throws Exception {
        var osm = Files.writeString(folder.resolve("town.osm"), "<osm/>");
        var cache = new MapCache(folder.resolve("maps"), "test-1");

        var made =
                cache.folderFor(
                        osm,
                        (_, draft) -> {
                            cache.folderFor(osm, (_, faster) -> write(faster, "the faster one's"));
                            write(draft, "the slower one's");
                        });

        assertThat(made.resolve("map")).hasContent("the faster one's");
        try (var left = Files.list(folder.resolve("maps"))) {
            assertThat(left).as("no draft is left").containsExactly(made);
        }
    }

    private static void write(Path draft, String content) {
        try {
            Files.writeString(draft.resolve("map"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
