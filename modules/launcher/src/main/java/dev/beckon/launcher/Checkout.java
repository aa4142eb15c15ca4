package dev.beckon.launcher;

import java.nio.file.Path;

/** The folder of the project, and what lies where in it. */
public record Checkout(Path root) {

    /** The one that the launcher script belongs to. */
    public static Checkout ofThisRun() {
        return new Checkout(
                Path.of(System.getProperty("beckon.root", ".")).toAbsolutePath().normalize());
    }

    public Path stateFolder() {
        return root.resolve(".beckon");
    }
}
