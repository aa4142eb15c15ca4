package dev.beckon.launcher;

import dev.beckon.city.CityException;
import dev.beckon.city.CityMap;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The streets: an option that several commands share. */
final class MapOption {

    @Option(
            names = "--map",
            paramLabel = "FILE.osm.pbf",
            converter = ReadableFile.class,
            description = {
                "An OpenStreetMap extract, for travel times and ways by road; without it those of a"
                        + " made-up city. It is read once; then what came of it is taken from"
                        + " .beckon/."
            })
    private @Nullable Path file;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Nullable Path file() {
        return file;
    }

    /** The same; where none is given, the made-up city of that seed. */
    CityMap readOrMakeUp(Checkout checkout, long seed) {
        var given = read(checkout);
        return given == null ? CityMap.synthetic(seed, checkout.stateFolder()) : given;
    }

    /** The map as an application can use it; null where none is given. */
    @Nullable CityMap read(Checkout checkout) {
        if (file == null) {
            return null;
        }
        try {
            return CityMap.read(file, checkout.stateFolder());
        } catch (CityException e) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(), e.getMessage(), e);
        }
    }
}
