package dev.beckon.devservices;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder that holds the data, logs and process records of one set of services.
 *
 * @param path absolute
 */
record StateFolder(Path path) {

    static StateFolder open(Path path) {
        var state = new StateFolder(path.toAbsolutePath().normalize());
        Folders.create(state.path());
        Folders.create(state.logs());
        Folders.create(state.run());
        return state;
    }

    static Path runIn(Path stateFolder) {
        return stateFolder.resolve("run");
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    Path run() {
        return runIn(path);
    }

    /** Held until closed, and gone with the process: two sets never share one folder's data. */
    FileChannel lock() {
        try {
            var channel =
                    FileChannel.open(
                            path.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return channel;
                }
            } catch (OverlappingFileLockException e) {
                // Held within this JVM: the same as held by another.
            }
            channel.close();
        } catch (IOException e) {
            throw new DevServicesException("Cannot lock " + path + ": " + e.getMessage(), e);
        }
        throw new DevServicesException(
                "The services of "
                        + path
                        + " are running already: see `./beckon status`, stop them with `./beckon"
                        + " down`");
    }
}
