package dev.beckon.routing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Keeps what was made of an extract in a folder that is named after the extract's content.
 *
 * @param format what is made, and a number that changes with the way it is made, so that older
 *     results are not taken
 */
public record MapCache(Path root, String format) {

    /**
     * The folder for an extract, made where it is missing.
     *
     * <p>It is made under another name and moved when it is whole: a process that dies half-way, or
     * two that start at once, leave nothing behind that looks like a map.
     *
     * @param make from the extract into an empty folder
     * @throws MapException if the extract cannot be read, or the folder not be written
     */
    public Path folderFor(Path osm, BiConsumer<Path, Path> make) {
        try {
            Path folder = root.resolve(format + "-" + digest(osm));
            if (Files.isDirectory(folder)) {
                return folder;
            }
            Files.createDirectories(root);
            Path draft = Files.createTempDirectory(root, "draft-");
            try {
                make.accept(osm, draft);
                move(draft, folder);
            } finally {
                delete(draft);
            }
            return folder;
        } catch (IOException e) {
            throw new MapException(
                    "the map cache %s cannot be written (%s); free some room, change its rights, or choose another folder"
                            .formatted(root, e.getMessage()),
                    e);
        }
    }

    private static void move(Path draft, Path folder) throws IOException {
        try {
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Where another has made it meanwhile: the same extract gives the same result. An
            // atomic move says that in no way of its own.
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private static String digest(Path osm) {
        try (InputStream in = Files.newInputStream(osm)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (IOException e) {
            throw new MapException(
                    "the map %s cannot be read; give the path of an .osm.pbf file".formatted(osm),
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
