package dev.beckon.devservices;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine. */
final class Programs {

    private static final List<String> BESIDES_PATH =
            List.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/opt/homebrew/bin");

    private Programs() {}

    static Optional<Path> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), BESIDES_PATH.stream())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The first of several names of one program. */
    static Path find(String title, String variable, String... names) {
        return Stream.of(names)
                .flatMap(name -> find(name).stream())
                .findFirst()
                .orElseThrow(
                        () ->
                                new DevServicesException(
                                        title
                                                + " is not installed (no "
                                                + String.join(" or ", names)
                                                + " on the PATH): install it, or set "
                                                + variable
                                                + " to a server that runs"));
    }
}
