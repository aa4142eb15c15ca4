package dev.beckon.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's file, looked at before anything starts. */
final class ReadableFile implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        Path file = Path.of(text).toAbsolutePath().normalize();
        if (!Files.exists(file)) {
            throw new TypeConversionException("%s is not there; check the path".formatted(file));
        }
        if (!Files.isRegularFile(file)) {
            throw new TypeConversionException("%s is no file; name one".formatted(file));
        }
        if (!Files.isReadable(file)) {
            throw new TypeConversionException(
                    "%s may not be read; change its rights".formatted(file));
        }
        return file;
    }
}
