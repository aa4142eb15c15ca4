package dev.beckon.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** Folders, made, given away and deleted. */
final class Folders {

    private Folders() {}

    static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new DevServicesException("Cannot create " + folder + ": " + e.getMessage(), e);
        }
    }

    /** A new folder among the system's temporary ones that every user may enter. */
    static Path createTemporary(String prefix) {
        try {
            Path folder = Files.createTempDirectory(prefix);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder;
        } catch (IOException e) {
            throw new DevServicesException(
                    "Cannot create a temporary folder: " + e.getMessage(), e);
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new DevServicesException("Cannot delete " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Copies with owners and modes, which PostgreSQL insists on. */
    static void copy(Path from, Path to) {
        Command.run("cp", "-a", from.toString(), to.toString());
    }

    static void give(Path folder, String user) {
        try {
            var owner =
                    folder.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(user);
            Files.setOwner(folder, owner);
        } catch (IOException e) {
            throw new DevServicesException(
                    "Cannot give " + folder + " to the user " + user + ": " + e.getMessage(), e);
        }
    }

    /** Whether a user that is nobody special can reach what lies in this folder. */
    static boolean isOpenToAll(Path folder) {
        try {
            for (Path at = folder; at != null; at = at.getParent()) {
                if (!Files.getPosixFilePermissions(at)
                        .contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new DevServicesException("Cannot look at " + folder + ": " + e.getMessage(), e);
        }
    }
}
