package dev.beckon.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The packages of a client in {@code node_modules}, beside the lock file that they came from. */
record NodePackages(Path client) {

    /** Whether they are missing, or those of another lock file. */
    boolean stale() {
        try {
            return !Files.exists(installed()) || Files.mismatch(lock(), installed()) >= 0;
        } catch (IOException e) {
            throw new LauncherException("Cannot read " + lock() + ": " + e.getMessage(), e);
        }
    }

    /** Remembers that they are those of the lock file. */
    void keep() {
        try {
            Files.copy(lock(), installed(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LauncherException("Cannot write " + installed() + ": " + e.getMessage(), e);
        }
    }

    private Path lock() {
        return client.resolve("package-lock.json");
    }

    private Path installed() {
        return client.resolve("node_modules/.installed-lock.json");
    }
}
