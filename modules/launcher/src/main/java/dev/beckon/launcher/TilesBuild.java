package dev.beckon.launcher;

import dev.beckon.city.CityMap;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Vector tiles of a map, made once by a process of its own. */
record TilesBuild(Checkout checkout, PrintWriter out) {

    private static final String FORMAT = "tiles-2";
    private static final String FILE = "map.pmtiles";

    /**
     * The tiles, made if they are missing.
     *
     * @throws LauncherException if they cannot be made
     */
    Path of(CityMap map) {
        return map.made(FORMAT, this::make).resolve(FILE);
    }

    private void make(Path extract, Path folder) {
        out.println("Tiles for the web client: made of " + extract.getFileName() + ", once …");
        out.flush();
        var log = checkout.stateFolder().resolve("logs/tiles.log");
        try {
            Files.createDirectories(log.resolve("..").normalize());
            int status =
                    new ProcessBuilder(command(extract, folder.resolve(FILE)))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start()
                            .waitFor();
            if (status != 0) {
                throw new LauncherException(
                        "The tiles of %s cannot be made: see %s, or give ready ones with --tiles"
                                .formatted(extract, log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted while tiles were made", e);
        }
    }

    private List<String> command(Path extract, Path tiles) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                checkout.root().resolve("modules/tiles/target/beckon-tiles.jar").toString(),
                extract.toString(),
                tiles.toString());
    }
}
