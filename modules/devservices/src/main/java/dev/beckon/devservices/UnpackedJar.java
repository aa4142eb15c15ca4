package dev.beckon.devservices;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * The application's jar with its libraries beside it: a JVM keeps nothing of what it learns from
 * jars within a jar. Each build has a folder of its own, so that the next does not take the ground
 * from under a process.
 *
 * @param folder of this build
 * @param name of the jar
 */
record UnpackedJar(Path folder, String name) {

    private static final int DIGEST_BYTES = 8;

    /**
     * Unpacks it, unless that has been done. One at a time, in all processes: who tidies up would
     * take another's draft for something that nobody uses.
     *
     * @param folder of all builds
     */
    static synchronized UnpackedJar of(Path jar, Path folder) {
        var name = String.valueOf(jar.getFileName());
        try (var zip = new ZipFile(jar.toFile())) {
            var unpacked = new UnpackedJar(folder.resolve(digest(zip)), name);
            Files.createDirectories(folder);
            try (var lock =
                    FileChannel.open(
                            folder.resolveSibling(folder.getFileName() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE)) {
                var _ = lock.lock();
                if (!Files.exists(unpacked.jar())) {
                    unpack(jar, zip.getEntry("BOOT-INF/") != null, unpacked.folder());
                    dropUnused(folder, unpacked.folder());
                }
            }
            return unpacked;
        } catch (IOException e) {
            throw new DevServicesException("Cannot unpack " + jar + ": " + e.getMessage(), e);
        }
    }

    Path jar() {
        return folder.resolve(name);
    }

    Training drill() {
        return new Training(folder.resolve("drill.aot"));
    }

    Training rehearsal() {
        return new Training(folder.resolve("rehearsal.aot"));
    }

    /** The index of the archive has a checksum of each entry. */
    private static String digest(ZipFile zip) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            zip.stream()
                    .map(entry -> entry.getName() + ' ' + entry.getCrc() + '\n')
                    .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void unpack(Path jar, boolean nested, Path into) throws IOException {
        Path draft = Files.createTempDirectory(into.resolveSibling("").normalize(), "draft-");
        try {
            if (nested) {
                Command.run(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        draft.toString());
            } else {
                Files.copy(jar, draft.resolve(String.valueOf(jar.getFileName())));
            }
            Files.move(draft, into);
        } catch (IOException e) {
            Folders.delete(draft);
            throw e;
        }
    }

    private static void dropUnused(Path folder, Path used) throws IOException {
        var commands =
                ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .toList();
        List<Path> builds;
        try (var all = Files.list(folder)) {
            builds = all.toList();
        }
        for (Path build : builds) {
            if (!build.equals(used)
                    && commands.stream().noneMatch(line -> line.contains(build.toString()))) {
                Folders.delete(build);
            }
        }
    }
}
