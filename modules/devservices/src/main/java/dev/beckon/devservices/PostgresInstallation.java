package dev.beckon.devservices;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A PostgreSQL with PostGIS on this machine.
 *
 * @param bin the folder of its programs
 * @param major its version
 */
record PostgresInstallation(Path bin, int major) {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    /** Debian's and Ubuntu's packages, those of postgresql.org for Red Hat, Homebrew's. */
    private static final List<String> FOLDERS_OF_VERSIONS =
            List.of("/usr/lib/postgresql", "/usr", "/opt/homebrew/opt", "/usr/local/opt");

    /** Newest first. */
    static List<PostgresInstallation> list() {
        var found = new ArrayList<PostgresInstallation>();
        for (String folder : FOLDERS_OF_VERSIONS) {
            for (Path version : children(Path.of(folder))) {
                at(version.resolve("bin")).ifPresent(found::add);
            }
        }
        if (found.isEmpty()) {
            Programs.find("initdb")
                    .flatMap(initdb -> Optional.ofNullable(initdb.getParent()))
                    .flatMap(PostgresInstallation::at)
                    .ifPresent(found::add);
        }
        found.sort(Comparator.comparingInt(PostgresInstallation::major).reversed());
        return found;
    }

    String program(String name) {
        return bin.resolve(name).toString();
    }

    private static Optional<PostgresInstallation> at(Path bin) {
        if (!Files.isExecutable(bin.resolve("initdb"))
                || !Files.isExecutable(bin.resolve("pg_config"))) {
            return Optional.empty();
        }
        String share = Command.run(bin.resolve("pg_config").toString(), "--sharedir").strip();
        if (!Files.exists(Path.of(share, "extension", "postgis.control"))) {
            return Optional.empty();
        }
        var version = VERSION.matcher(Command.run(bin.resolve("initdb").toString(), "--version"));
        return version.find()
                ? Optional.of(new PostgresInstallation(bin, Integer.parseInt(version.group(1))))
                : Optional.empty();
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var children = Files.list(folder)) {
            return children.toList();
        } catch (java.io.IOException e) {
            throw new DevServicesException("Cannot look into " + folder, e);
        }
    }
}
